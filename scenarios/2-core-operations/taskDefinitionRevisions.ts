import { expect } from "vitest";
import { assertTaskDefinitionRegistered } from "../kit/assertions.ts";
import { definitionOf, sleeper, webServer } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario("Update task definition (new revision)", { bug: "register-overwrites-previous-revision" }, async (context) => {
  const { ecs, unique } = context;
  const family = unique("app");
  await ecs.registerTaskDefinition(definitionOf(family, [sleeper("app")]));
  const before = await ecs.describeTaskDefinition(`${family}:1`);
  const { revision } = await ecs.registerTaskDefinition(definitionOf(family, [webServer("app")]));
  expect(revision).toBe(2);
  expect(await ecs.describeTaskDefinition(`${family}:1`)).toEqual(before);
  const { containerDefinitions } = await ecs.describeTaskDefinition(`${family}:2`);
  expect(containerDefinitions?.[0]?.image).toBe(webServer().image);
  await assertTaskDefinitionRegistered(context, family, 1);
  await assertTaskDefinitionRegistered(context, family, 2);
});

scenario(
  "Update task definition (new revision): the same content is a new revision too",
  { bug: "identical-registration-reuses-revision" },
  async ({ ecs, unique }) => {
    const input = definitionOf(unique("same"), [sleeper()]);
    const arns = [];
    for (const _ of [1, 2, 3]) arns.push((await ecs.registerTaskDefinition(input)).taskDefinitionArn);
    expect(new Set(arns).size).toBe(3);
    expect(await ecs.listTaskDefinitions(input.family ?? "")).toEqual(arns);
  },
);

scenario(
  "Update task definition (new revision): no number is used twice",
  { bug: "revision-reused-after-deregister" },
  async ({ ecs, unique }) => {
    const input = definitionOf(unique("numbers"), [sleeper()]);
    await ecs.registerTaskDefinition(input);
    await ecs.registerTaskDefinition(input);
    await ecs.deregisterTaskDefinition(`${input.family}:2`);
    expect((await ecs.registerTaskDefinition(input)).revision).toBe(3);
  },
);

scenario("Deregister task definition", { bug: "deregister-hits-latest-revision" }, async ({ ecs, unique }) => {
  const family = unique("old");
  const input = definitionOf(family, [sleeper()]);
  const first = await ecs.registerTaskDefinition(input);
  const second = await ecs.registerTaskDefinition(input);
  const { taskDefinitionArn, status } = await ecs.deregisterTaskDefinition(`${family}:1`);
  expect({ taskDefinitionArn, status }).toEqual({
    taskDefinitionArn: first.taskDefinitionArn,
    status: "INACTIVE",
  });
  expect((await ecs.describeTaskDefinition(`${family}:1`)).status).toBe("INACTIVE");
  expect(await ecs.listTaskDefinitions(family, "ACTIVE")).toEqual([second.taskDefinitionArn]);
  expect(await ecs.listTaskDefinitions(family, "INACTIVE")).toEqual([first.taskDefinitionArn]);
});

scenario(
  "Deregister task definition: only an INACTIVE revision can be deleted",
  { bug: "delete-active-task-definition-succeeds" },
  async ({ ecs, unique }) => {
    const family = unique("deleted");
    await ecs.registerTaskDefinition(definitionOf(family, [sleeper()]));
    const remove = () => ecs.call("DeleteTaskDefinitions", { taskDefinitions: [`${family}:1`] });
    const refused = await remove();
    expect(refused.taskDefinitions).toEqual([]);
    expect(refused.failures).toHaveLength(1);
    expect((await ecs.describeTaskDefinition(`${family}:1`)).status).toBe("ACTIVE");
    await ecs.deregisterTaskDefinition(`${family}:1`);
    const { taskDefinitions, failures } = await remove();
    expect(failures).toEqual([]);
    expect(taskDefinitions?.map(({ status }) => status)).toEqual(["DELETE_IN_PROGRESS"]);
    expect(await ecs.listTaskDefinitions(family, "INACTIVE")).toEqual([]);
  },
);
