import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { operationNames, outputSchema } from "../../clients/schemas.ts";
import { inputMembers, requiredMembers, shapeFaults } from "../../clients/shapes.ts";

test("every operation's output can be read from the SDK's schemas", () => {
  expect(operationNames().length).toBeGreaterThanOrEqual(60);
  for (const operation of operationNames()) expect(outputSchema(operation), operation).toBeDefined();
});

test("an output as AWS gives it has no fault", () => {
  const cluster = { clusterName: "c", status: "ACTIVE", settings: [{ name: "containerInsights", value: "disabled" }] };
  expect(shapeFaults("CreateCluster", { cluster })).toEqual([]);
  const labels = { dockerLabels: { a: "b" }, cpu: 256, essential: true };
  const taskDefinition = {
    containerDefinitions: [labels],
    registeredAt: 1795408785.07,
    requiresCompatibilities: ["EC2"],
  };
  expect(shapeFaults("RegisterTaskDefinition", { taskDefinition, tags: [] })).toEqual([]);
  expect(shapeFaults("ListClusters", {})).toEqual([]);
});

test("each kind of fault is named once, without indices", () => {
  const service = { serviceName: "s", desiredCount: "1", launchType: "LAMBDA", deployments: null, nope: 1 };
  expect(shapeFaults("DescribeServices", { services: [service, service], failures: {} })).toEqual([
    { path: "services[].desiredCount", problem: "wrong type", expected: "number", actual: "string" },
    {
      path: "services[].launchType",
      problem: "unknown enum value",
      expected: "one of EC2, EXTERNAL, FARGATE, MANAGED_INSTANCES",
      actual: "LAMBDA",
    },
    { path: "services[].deployments", problem: "null", expected: "list", actual: "null" },
    { path: "services[].nope", problem: "unknown member", expected: "a member of Service", actual: "number" },
    { path: "failures", problem: "wrong type", expected: "list", actual: "structure" },
  ]);
});

test("map values, list elements, timestamps and enums in lists are checked", () => {
  const taskDefinition = {
    containerDefinitions: [{ dockerLabels: { a: 1 } }, null],
    registeredAt: "2026-01-01T00:00:00Z",
    compatibilities: ["EC2", "MOON"],
  };
  expect(
    shapeFaults("RegisterTaskDefinition", { taskDefinition }).map((fault) => `${fault.path} ${fault.problem}`),
  ).toEqual([
    "taskDefinition.containerDefinitions[].dockerLabels{} wrong type",
    "taskDefinition.containerDefinitions[] null",
    "taskDefinition.registeredAt wrong type",
    "taskDefinition.compatibilities[] unknown enum value",
  ]);
});

test.each([null, [], "text", 1, true])("an output that is not a structure: %j", (json) => {
  expect(shapeFaults("ListTasks", json)).toMatchObject([{ path: "", expected: "structure" }]);
});

test("members with the names of members of Object.prototype are handled like others", () => {
  expect(shapeFaults("ListTasks", JSON.parse('{"__proto__": 1, "constructor": 2}'))).toMatchObject([
    { path: "__proto__", problem: "unknown member" },
    { path: "constructor", problem: "unknown member" },
  ]);
});

test("an operation the SDK does not know has no shape", () => {
  expect(shapeFaults("MakeCoffee", { beans: 1 })).toEqual([]);
  expect(inputMembers("MakeCoffee")).toBeUndefined();
});

test("input members and those of them that are required", () => {
  expect(requiredMembers("RunTask")).toEqual(["taskDefinition"]);
  expect(requiredMembers("CreateCluster")).toEqual([]);
  expect(requiredMembers("PutClusterCapacityProviders")?.toSorted()).toEqual([
    "capacityProviders",
    "cluster",
    "defaultCapacityProviderStrategy",
  ]);
  expect(inputMembers("StopTask")).toEqual(["task", "cluster", "reason"]);
});

/** The schemas contain only "string"; the SDK's type declarations tell which members are enums. */
test("enum-members.json agrees with the SDK's types (vitest -u rewrites it)", async () => {
  const main = createRequire(import.meta.url).resolve("@aws-sdk/client-ecs");
  const folder = join(dirname(main), "../dist-types/models");
  const read = (files: string[]) => files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
  const enums = new Set([...read(["enums.d.ts"]).matchAll(/export type (\w+) =/g)].map((match) => match[1]));
  const models = read(readdirSync(folder).filter((file) => /^models_\d+\.d\.ts$/.test(file)));
  const found: Record<string, string> = {};
  for (const [, structure = "", body = ""] of models.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g)) {
    for (const [, member, type = ""] of body.matchAll(/\n {4}(\w+)\??: (\w+)(?:\[\])? \| undefined;/g)) {
      if (enums.has(type) && !structure.endsWith("Request")) found[`${structure}.${member}`] = type;
    }
  }
  await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot("../../clients/enum-members.json");
});
