import { Account } from "./account.ts";

export const networkConfiguration = { awsvpcConfiguration: { subnets: ["subnet-1"] } };

export const sleep = ["sleep", "infinity"];

/** The input that registers a revision of `f` for Fargate. */
export const fargate = (command = sleep) => ({
  family: "f",
  requiresCompatibilities: ["FARGATE" as const],
  networkMode: "awsvpc" as const,
  cpu: "256",
  memory: "512",
  containerDefinitions: [{ name: "app", image: "busybox", command }],
});

/** A cluster, and a definition with one revision for each command. */
export function withDefinition(...commands: string[][]): Account {
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c" });
  for (const command of commands) account.call("RegisterTaskDefinition", fargate(command));
  return account;
}

/** A cluster with a service of two tasks, and a second revision to roll out. */
export function furnished(desiredCount = 2): Account {
  const account = withDefinition(sleep, sleep, ["sh", "-c", "exit 3"]);
  account.call("CreateService", { ...service, desiredCount });
  return account;
}

export const service = {
  cluster: "c",
  serviceName: "s",
  taskDefinition: "f:1",
  desiredCount: 2,
  launchType: "FARGATE" as const,
  networkConfiguration,
};
