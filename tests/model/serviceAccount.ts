import { Account } from "./account.ts";

export const networkConfiguration = { awsvpcConfiguration: { subnets: ["subnet-1"] } };

/** A cluster with a service of two tasks, and a second revision to roll out. */
export function furnished(desiredCount = 2): Account {
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c" });
  for (const command of [
    ["sleep", "infinity"],
    ["sleep", "infinity"],
    ["sh", "-c", "exit 3"],
  ])
    account.call("RegisterTaskDefinition", {
      family: "f",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      containerDefinitions: [{ name: "app", image: "busybox", command }],
    });
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
