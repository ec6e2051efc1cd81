import { expect } from "vitest";
import { assertFails, assertTaskCount } from "../kit/assertions.ts";
import { throughEcspresso, type Workflow } from "../kit/clients/throughEcspresso.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

/** Deploys two revisions, one after the other. */
async function twice(context: ScenarioContext, { ecspresso, service }: Workflow) {
  await context.waiting.during(ecspresso.deploy());
  const first = await context.service(service);
  await context.waiting.during(ecspresso.with({ RELEASE: "2" }).deploy());
  const second = await context.service(service);
  expect(second.taskDefinition).not.toBe(first.taskDefinition);
  return { first: first.taskDefinition ?? "", second: second.taskDefinition ?? "" };
}

scenario(
  "Rollback to previous version",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "revision-reused-after-deregister" },
  throughEcspresso("config.yaml", async (context, workflow) => {
    const { ecspresso, service, family } = workflow;
    const { first, second } = await twice(context, workflow);
    await context.waiting.during(ecspresso.rollback());
    expect((await context.service(service)).taskDefinition).toBe(first);
    const tasks = await assertTaskCount(context, service, 2);
    for (const { taskDefinitionArn } of tasks) expect(taskDefinitionArn).toBe(first);
    expect(await context.ecs.listTaskDefinitions(family, "ACTIVE")).toEqual([first]);
    expect(await context.ecs.listTaskDefinitions(family, "INACTIVE")).toEqual([second]);
    await context.waiting.during(ecspresso.with({ RELEASE: "3" }).deploy());
    expect((await context.service(service)).taskDefinition).toMatch(new RegExp(`/${family}:3$`));
  }),
);

scenario(
  "Rollback to previous version: without deregistering the revision that was in use",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "list-task-definitions-ignores-descending" },
  throughEcspresso("config.yaml", async (context, workflow) => {
    const { ecspresso, service, family } = workflow;
    const { first, second } = await twice(context, workflow);
    await context.waiting.during(ecspresso.rollback({ deregister: false }));
    expect((await context.service(service)).taskDefinition).toBe(first);
    await assertTaskCount(context, service, 2);
    expect(await context.ecs.listTaskDefinitions(family, "ACTIVE")).toEqual([first, second]);
  }),
);

scenario(
  "Rollback to previous version: a deregistered revision does not count",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "revision-reused-after-deregister" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service, family }) => {
    await context.ecs.deregisterTaskDefinition(await context.define("web", [sleeper()]));
    await context.waiting.during(ecspresso.deploy());
    const before = await context.service(service);
    expect(before.taskDefinition).toMatch(new RegExp(`/${family}:2$`));
    await assertFails(ecspresso.rollback(), "rollback target is not found");
    expect((await context.service(service)).deployments?.map(({ id }) => id)).toEqual(
      before.deployments?.map(({ id }) => id),
    );
  }),
);
