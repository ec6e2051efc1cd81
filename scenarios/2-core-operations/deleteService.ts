import { expect } from "vitest";
import { assertRefused, assertTaskCount } from "../kit/assertions.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario("Delete service", { needs: ["tasks"], bug: "delete-service-needs-no-force" }, async (context) => {
  const { cluster, ecs } = context;
  const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 2);
  await assertTaskCount(context, serviceName, 2);
  await assertRefused(ecs.deleteService(cluster, serviceName), "InvalidParameterException");
  expect((await context.service(serviceName)).status).toBe("ACTIVE");
  await ecs.updateService({ cluster, service: serviceName, desiredCount: 0 });
  await assertTaskCount(context, serviceName, 0);
  expect((await ecs.deleteService(cluster, serviceName)).status).not.toBe("ACTIVE");
  await context.untilService(serviceName, "be INACTIVE", ({ status }) => status === "INACTIVE");
  expect(await ecs.listServices(cluster)).toEqual([]);
});

scenario("Delete service: by force", { needs: ["tasks"], bug: "deleted-service-stays-draining" }, async (context) => {
  const { cluster, ecs, pace, tasks } = context;
  const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 2);
  await assertTaskCount(context, serviceName, 2);
  const { status, desiredCount } = await ecs.deleteService(cluster, serviceName, true);
  expect(desiredCount).toBe(0);
  // Where tasks stop at once, the service may be INACTIVE already.
  expect(pace.stepped ? ["DRAINING"] : ["DRAINING", "INACTIVE"]).toContain(status);
  await context.untilService(serviceName, "be INACTIVE", ({ status }) => status === "INACTIVE");
  expect(tasks.tasks).toHaveLength(2);
  for (const task of tasks.tasks) {
    await tasks.waitForStatus(task, "STOPPED");
    tasks.validateTransitions(task);
  }
});

scenario("Delete service: a second time", { bug: "delete-service-twice-refused" }, async (context) => {
  const { cluster, ecs, unique } = context;
  const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 0);
  await ecs.deleteService(cluster, serviceName);
  expect((await ecs.deleteService(cluster, serviceName)).status).not.toBe("ACTIVE");
  await assertRefused(ecs.deleteService(cluster, unique("never")), "ServiceNotFoundException");
});

scenario(
  "Delete service: the service of the same name in another cluster stays",
  { bug: "delete-service-drains-namesake" },
  async (context) => {
    const { cluster, ecs, unique, networkConfiguration } = context;
    const taskDefinition = await context.define("web", [sleeper()]);
    const { serviceName } = await context.serve("web", taskDefinition, 0);
    const other = unique("other");
    await ecs.createCluster(other);
    const request = { cluster: other, serviceName, taskDefinition, desiredCount: 0 };
    await ecs.createService({ ...request, launchType: "FARGATE", networkConfiguration });
    await ecs.deleteService(cluster, serviceName);
    expect((await ecs.describeService(other, serviceName))?.status).toBe("ACTIVE");
  },
);
