import { expect, it } from "vitest";
import { Account } from "../account.ts";

/** A cluster whose services run on Fargate by default, with a task and with a service of one more task. */
function counted(service: object): string {
  const account = new Account();
  const defaultCapacityProviderStrategy = [{ capacityProvider: "FARGATE", weight: 1 }];
  account.call("CreateCluster", { clusterName: "c", capacityProviders: ["FARGATE"], defaultCapacityProviderStrategy });
  account.call("RegisterTaskDefinition", {
    family: "f",
    containerDefinitions: [{ name: "app", image: "nginx", command: ["sleep", "infinity"], memory: 64 }],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    requiresCompatibilities: ["FARGATE"],
  });
  account.call("CreateService", { cluster: "c", serviceName: "s", desiredCount: 1, ...service });
  account.call("RunTask", { cluster: "c", taskDefinition: "f", networkConfiguration });
  const [outcome] = account.foresee("DescribeClusters", { clusters: ["c"] }, true);
  if (outcome?.result.kind !== "accepted") throw new Error("it is accepted");
  return /"runningTasksCount":(\{[^}]*\})/.exec(JSON.stringify(outcome.result.output))?.[1] ?? "";
}

const networkConfiguration = { awsvpcConfiguration: { subnets: ["subnet-1"] } };

it("a cluster at rest runs the desired counts of its services", () => {
  expect(counted({ taskDefinition: "f", networkConfiguration })).toBe('{"$":"at","clock":"converges","value":2}');
});

it("the tasks of task sets are not predicted by their service, whatever its default launch type", () => {
  expect(counted({ deploymentController: { type: "EXTERNAL" } })).toContain('"within"');
});
