import { expect, test } from "vitest";
import { onFargate, start, startWith, web } from "./simulatorClient.ts";

const prefix = "arn:aws:ecs:us-east-1:123456789012:";

test("names and ARNs, long and short, mean the same (A1, A2)", async () => {
  const client = await startWith([web]);
  const input = { taskDefinition: `${prefix}task-definition/f:1`, desiredCount: 0, ...onFargate };
  await client.call("CreateService", { cluster: `${prefix}cluster/c`, serviceName: "s", ...input });
  const { tasks } = await client.call("RunTask", { cluster: "c", ...input, desiredCount: undefined });
  const id = tasks[0].taskArn.split("/")[2];
  for (const cluster of ["c", `${prefix}cluster/c`]) {
    for (const service of ["s", `${prefix}service/c/s`, `${prefix}service/s`]) {
      expect((await client.call("DescribeServices", { cluster, services: [service] })).services).toHaveLength(1);
    }
    for (const task of [id, `${prefix}task/c/${id}`, `${prefix}task/${id}`]) {
      expect((await client.call("DescribeTasks", { cluster, tasks: [task] })).tasks).toHaveLength(1);
    }
  }
});

test.for([
  [`${prefix}service/d/s`, "Invalid identifier: Identifier is for cluster d. Your cluster is c"],
  [`${prefix}service/c/s/x`, "Invalid identifier: Unexpected number of separators"],
  [`${prefix}service/c/s:1`, "Invalid identifier: Unexpected number of separators"],
  [`${prefix}cluster/c`, "Unsupported resource type: cluster"],
  [
    "arn:aws:ecs:eu-west-1:123456789012:service/c/s",
    "Invalid identifier: Identifier is for another region or account.",
  ],
  ["arn:nonsense", "Invalid arn syntax."],
] as const)("DescribeServices of %s is refused (G6–G8)", async ([service, message]) => {
  const client = await startWith([]);
  const { status, body } = await client.send("DescribeServices", { cluster: "c", services: [service] });
  expect([status, body]).toEqual([400, { __type: "InvalidParameterException", message }]);
});

const elsewhere = ["arn:aws:ecs:us-east-1:000000000001:", "arn:aws:ecs:eu-north-9:123456789012:"];

test("ARNs of another account or region name nothing (A9)", async () => {
  const client = await startWith([web]);
  await client.call("CreateService", { cluster: "c", serviceName: "x", deploymentController: { type: "EXTERNAL" } });
  const input = { cluster: "c", service: "x" };
  const { taskSet } = await client.call("CreateTaskSet", { ...input, taskDefinition: "f:1", ...onFargate });
  for (const head of elsewhere) {
    expect(await client.call("DescribeClusters", { clusters: [`${head}cluster/c`] })).toEqual({
      clusters: [],
      failures: [{ arn: `${head}cluster/c`, reason: "MISSING" }],
    });
    const set = taskSet.taskSetArn.replace(prefix, head);
    const { taskSets, failures } = await client.call("DescribeTaskSets", { ...input, taskSets: [set] });
    expect([taskSets, failures]).toEqual([[], [{ arn: set, reason: "MISSING" }]]);
    for (const [operation, more, error] of [
      ["DeleteCluster", { cluster: `${head}cluster/c` }, "ClusterNotFoundException"],
      ["DeleteService", { cluster: "c", service: `${head}service/c/x` }, "InvalidParameterException"],
      ["DeleteTaskSet", { ...input, taskSet: set }, "TaskSetNotFoundException"],
      ["TagResource", { resourceArn: `${head}cluster/c`, tags: [] }, "InvalidParameterException"],
      ["DescribeTaskDefinition", { taskDefinition: `${head}task-definition/f:1` }, "ClientException"],
    ] as const)
      expect(await client.refusal(operation, more)).toBe(error);
  }
});

test("names are told apart by case (A4), and unknown ones are MISSING, not refused", async () => {
  const client = await start();
  await client.call("CreateCluster", { clusterName: "c" });
  const { clusters, failures } = await client.call("DescribeClusters", { clusters: ["C", "c"] });
  expect(clusters).toHaveLength(1);
  expect(failures).toEqual([{ arn: `${prefix}cluster/C`, reason: "MISSING" }]);
  const services = await client.call("DescribeServices", { cluster: "c", services: ["s"] });
  expect(services).toEqual({ services: [], failures: [{ arn: `${prefix}service/c/s`, reason: "MISSING" }] });
});

test("what needs a cluster does not make one up (A3)", async () => {
  const client = await start();
  for (const operation of ["ListServices", "ListTasks"]) {
    expect(await client.refusal(operation)).toBe("ClusterNotFoundException");
  }
  await client.call("CreateCluster");
  expect(await client.call("ListTasks")).toEqual({ taskArns: [] });
});
