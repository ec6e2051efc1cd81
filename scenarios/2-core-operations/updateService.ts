import { expect } from "vitest";
import { assertRefused, assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { sleeper, webServer } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Update service desired count",
  { needs: ["tasks"], bug: "running-count-forgets-scale-in" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    await assertTaskCount(context, service, 1);
    const deployment = (await context.service(service)).deployments?.[0]?.id;
    for (const desiredCount of [4, 2]) {
      expect((await ecs.updateService({ cluster, service, desiredCount })).desiredCount).toBe(desiredCount);
      await assertTaskCount(context, service, desiredCount);
    }
    const { deployments } = await assertServiceStable(context, service);
    expect(deployments?.map(({ id }) => id)).toEqual([deployment]);
  },
);

scenario(
  "Update service desired count: to zero",
  { needs: ["tasks"], bug: "update-service-loses-desired-count-zero" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    await assertTaskCount(context, service, 2);
    await ecs.updateService({ cluster, service, desiredCount: 0 });
    expect(await context.service(service)).toMatchObject({ status: "ACTIVE", desiredCount: 0 });
    await assertTaskCount(context, service, 0);
  },
);

scenario(
  "Update service desired count: a refused update changes nothing",
  { needs: ["tasks"], bug: "refused-update-service-still-changes-desired-count" },
  async (context) => {
    const { cluster, ecs, unique } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    await assertTaskCount(context, service, 1);
    const wrong = { cluster, service, desiredCount: 3, taskDefinition: unique("unknown") };
    await assertRefused(ecs.updateService(wrong), "ClientException");
    expect((await context.service(service)).desiredCount).toBe(1);
    await context.waiting.stays(
      "the service at one task",
      () => ecs.listTasks(cluster, { serviceName: service }),
      (arns) => arns.length === 1,
    );
  },
);

scenario(
  "Update service to new revision",
  { needs: ["tasks"], bug: "old-deployment-never-leaves" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    await assertServiceStable(context, service);
    const before = await context.service(service);
    const next = await context.define("web", [webServer()]);
    const updated = await ecs.updateService({ cluster, service, taskDefinition: next });
    expect(updated.taskDefinition).toMatch(new RegExp(`/${next}$`));
    const after = await assertServiceStable(context, service);
    expect(after.deployments?.map(({ id }) => id)).not.toContain(before.deployments?.[0]?.id);
    const tasks = await assertTaskCount(context, service, 2);
    expect(tasks.map(({ taskDefinitionArn }) => taskDefinitionArn)).toEqual([
      after.taskDefinition,
      after.taskDefinition,
    ]);
  },
);

scenario(
  "Update service to new revision: with another desired count at once",
  { needs: ["tasks"], bug: "update-service-with-task-definition-loses-desired-count" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    await assertServiceStable(context, service);
    const taskDefinition = await context.define("web", [sleeper()]);
    await ecs.updateService({ cluster, service, taskDefinition, desiredCount: 3 });
    const { taskDefinition: shown } = await assertServiceStable(context, service);
    expect(shown).toMatch(new RegExp(`/${taskDefinition}$`));
    await assertTaskCount(context, service, 3);
  },
);

scenario("Update missing service", { bug: "update-inactive-service-raises-service-not-found" }, async (context) => {
  const { cluster, ecs, unique } = context;
  const update = (service: string) => ecs.updateService({ cluster, service, desiredCount: 1 });
  await assertRefused(update(unique("never")), "ServiceNotFoundException");
  const { serviceName } = await context.serve("gone", await context.define("web", [sleeper()]), 0);
  await ecs.deleteService(cluster, serviceName);
  await context.untilService(serviceName, "be INACTIVE", ({ status }) => status === "INACTIVE");
  await assertRefused(update(serviceName), "ServiceNotActiveException");
});
