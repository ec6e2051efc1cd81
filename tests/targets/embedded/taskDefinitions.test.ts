import { expect, test } from "vitest";
import { onFargate, register, start, startWith, web } from "./simulatorClient.ts";

const arn = (name: string) => `arn:aws:ecs:us-east-1:123456789012:task-definition/${name}`;

test("defaults are filled in and sizes are normalized (TD4–TD9)", async () => {
  const client = await start();
  const { taskDefinition } = await client.call("RegisterTaskDefinition", {
    family: "f",
    networkMode: "awsvpc",
    cpu: "1 vCPU",
    memory: "2GB",
    containerDefinitions: [
      { name: "web", image: "nginx", portMappings: [{ containerPort: 80 }], healthCheck: { command: ["CMD", "true"] } },
    ],
  });
  expect(taskDefinition).toMatchObject({
    taskDefinitionArn: arn("f:1"),
    status: "ACTIVE",
    cpu: "1024",
    memory: "2048",
    compatibilities: ["EC2", "FARGATE", "MANAGED_INSTANCES"],
    volumes: [],
  });
  expect(taskDefinition.containerDefinitions[0]).toMatchObject({
    cpu: 0,
    essential: true,
    portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }],
    healthCheck: { interval: 30, timeout: 5, retries: 3 },
  });
});

const valid = { family: "f", containerDefinitions: [{ name: "web", image: "nginx", memory: 64 }] };
const fargate = { ...valid, networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"], cpu: "256", memory: "512" };
test.for([
  ["TE1", { ...valid, containerDefinitions: [] }, "Container list cannot be empty."],
  ["TE2", { ...valid, containerDefinitions: [{ image: "i" }] }, "Container.name should not be null or empty."],
  ["TE3", { ...valid, family: "a.b" }, "Family contains invalid characters."],
  [
    "TE5",
    { ...valid, containerDefinitions: web },
    "Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified.",
  ],
  [
    "TE6",
    { ...valid, containerDefinitions: [{ name: "a", image: "i", memory: 64, essential: false }] },
    "Task definition doesn't have any essential container.",
  ],
  ["TE8", { ...fargate, networkMode: "bridge" }, "Fargate only supports network mode ‘awsvpc’."],
  ["TE9", { ...fargate, cpu: undefined }, "Fargate requires that 'cpu' be defined at the task level."],
] as const)("%s refuses a registration", async ([, input, message]) => {
  const client = await start();
  const { status, body } = await client.send("RegisterTaskDefinition", input);
  expect([status, body]).toEqual([400, { __type: "ClientException", message }]);
  expect((await client.call("ListTaskDefinitionFamilies")).families).toEqual([]);
});

test("revisions grow for ever and go ACTIVE → INACTIVE → DELETE_IN_PROGRESS → gone (TD2, TD20–TD27)", async () => {
  const client = await startWith([web, web]);
  expect((await client.call("DescribeTaskDefinition", { taskDefinition: "f" })).taskDefinition.revision).toBe(2);
  await client.call("DeregisterTaskDefinition", { taskDefinition: "f:2" });
  expect((await client.call("DescribeTaskDefinition", { taskDefinition: "f" })).taskDefinition.revision).toBe(1);
  const { failures } = await client.call("DeleteTaskDefinitions", { taskDefinitions: ["f:1", "f:9", "f"] });
  expect(failures.map((failure: { arn: string }) => failure.arn)).toEqual(["f:1", "f:9", "f"]);
  const run = await client.call("RunTask", { cluster: "c", taskDefinition: "f:1", ...onFargate });
  await client.call("DeregisterTaskDefinition", { taskDefinition: "f:1" });
  const deletion = await client.call("DeleteTaskDefinitions", { taskDefinitions: ["f:1", arn("f:2")] });
  expect(deletion.taskDefinitions.map((each: { status: string }) => each.status)).toEqual([
    "DELETE_IN_PROGRESS",
    "DELETE_IN_PROGRESS",
  ]);
  await client.advance(600);
  await client.call("DescribeTaskDefinition", { taskDefinition: "f:2" });
  await client.advance(3600);
  expect(await client.refusal("DescribeTaskDefinition", { taskDefinition: "f:2" })).toBe("ClientException");
  await client.call("DescribeTaskDefinition", { taskDefinition: "f:1" });
  await client.call("StopTask", { cluster: "c", task: run.tasks[0].taskArn });
  await client.advance(4000);
  expect(await client.refusal("DescribeTaskDefinition", { taskDefinition: "f:1" })).toBe("ClientException");
  expect((await client.call("ListTaskDefinitionFamilies")).families).toEqual([]);
  expect((await register(client, "f", web)).taskDefinition.revision).toBe(3);
});

test("lists are in the order of family and revision, both ways and over pages (TD29, TD30)", async () => {
  const client = await start();
  for (const family of ["b", "a", "ab", "b"]) await register(client, family, web);
  const all = ["a:1", "ab:1", "b:1", "b:2"].map(arn);
  expect((await client.call("ListTaskDefinitions")).taskDefinitionArns).toEqual(all);
  const first = await client.call("ListTaskDefinitions", { sort: "DESC", maxResults: 3 });
  const second = await client.call("ListTaskDefinitions", { sort: "DESC", maxResults: 3, nextToken: first.nextToken });
  expect([...first.taskDefinitionArns, ...second.taskDefinitionArns]).toEqual(all.toReversed());
  expect((await client.call("ListTaskDefinitions", { familyPrefix: "a" })).taskDefinitionArns).toEqual([arn("a:1")]);
  expect((await client.call("ListTaskDefinitionFamilies", { familyPrefix: "a" })).families).toEqual(["a", "ab"]);
  await client.call("DeregisterTaskDefinition", { taskDefinition: "ab:1" });
  expect((await client.call("ListTaskDefinitionFamilies", { status: "INACTIVE" })).families).toEqual(["ab"]);
  expect((await client.call("ListTaskDefinitionFamilies", { status: "ACTIVE" })).families).toEqual(["a", "b"]);
});
