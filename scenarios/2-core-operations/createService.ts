import { expect } from "vitest";
import {
  assertRefused,
  assertServiceActive,
  assertServiceStable,
  assertTaskCount,
  assertTaskDefinitionRegistered,
} from "../kit/assertions.ts";
import { sleeper, webServer } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Create service with single task",
  { needs: ["tasks"], bug: "create-service-uses-latest-revision" },
  async (context) => {
    const first = await context.define("web", [sleeper()]);
    await context.define("web", [webServer()]);
    const created = await context.serve("web", first, 1);
    expect(created).toMatchObject({ status: "ACTIVE", desiredCount: 1, runningCount: 0, launchType: "FARGATE" });
    await assertTaskDefinitionRegistered(context, context.unique("web"), 1);
    const service = await assertServiceActive(context, created.serviceName);
    expect(service.taskDefinition).toMatch(new RegExp(`/${first}$`));
    const [task] = await assertTaskCount(context, created.serviceName, 1);
    expect(task?.taskDefinitionArn).toBe(service.taskDefinition);
    expect(await context.ecs.listServices(context.cluster)).toEqual([created.serviceArn]);
    await assertServiceStable(context, created.serviceName);
    expect((await context.ecs.describeCluster(context.cluster))?.activeServicesCount).toBe(1);
  },
);

scenario(
  "Create service with multiple replicas",
  { needs: ["tasks"], bug: "scale-out-stops-one-short" },
  async (context) => {
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 3);
    await assertServiceActive(context, serviceName);
    const tasks = await assertTaskCount(context, serviceName, 3);
    expect(new Set(tasks.map(({ taskArn }) => taskArn)).size).toBe(3);
    await assertServiceStable(context, serviceName);
    for (const task of context.tasks.tasks) context.tasks.validateTransitions(task);
  },
);

scenario(
  "Create service with multiple replicas: the same name in another cluster is another service",
  { needs: ["tasks"], bug: "list-tasks-crosses-clusters" },
  async (context) => {
    const { ecs, unique, networkConfiguration } = context;
    const definition = await context.define("web", [sleeper()]);
    const { serviceName } = await context.serve("web", definition, 2);
    const other = unique("other");
    await ecs.createCluster(other);
    const request = { cluster: other, serviceName, taskDefinition: definition, desiredCount: 1 };
    await ecs.createService({ ...request, launchType: "FARGATE", networkConfiguration });
    await assertServiceStable(context, serviceName);
    await assertTaskCount(context, serviceName, 2);
    await context.waiting.until(
      "the namesake to have its task",
      async () => (await ecs.describeService(other, serviceName))?.runningCount,
      (running) => running === 1,
    );
    expect(await ecs.listTasks(other, { serviceName })).toHaveLength(1);
    await assertTaskCount(context, serviceName, 2);
  },
);

scenario("Create duplicate service", { bug: "create-taken-service-answers-it" }, async (context) => {
  const definition = await context.define("web", [sleeper()]);
  const { serviceName, serviceArn } = await context.serve("web", definition, 0);
  await assertRefused(context.serve("web", definition, 2), "InvalidParameterException");
  expect(await context.service(serviceName)).toMatchObject({ serviceArn, status: "ACTIVE", desiredCount: 0 });
});

scenario(
  "Create duplicate service: the same request with the same token returns the same service",
  { bug: "create-service-same-token-refused" },
  async (context) => {
    const definition = await context.define("web", [sleeper()]);
    const clientToken = context.unique("token");
    const { serviceArn } = await context.serve("web", definition, 0, { clientToken });
    expect((await context.serve("web", definition, 0, { clientToken })).serviceArn).toBe(serviceArn);
    expect(await context.ecs.listServices(context.cluster)).toEqual([serviceArn]);
  },
);

scenario(
  "Create service of missing task definition",
  { bug: "create-service-with-unknown-definition-raises-not-found" },
  async (context) => {
    const family = context.unique("missing");
    await assertRefused(context.serve("web", family, 1), "ClientException", "InvalidParameterException");
    const definition = await context.define("present", [sleeper()]);
    await assertRefused(context.serve("web", `${definition}7`, 1), "ClientException", "InvalidParameterException");
    expect(await context.ecs.listServices(context.cluster)).toEqual([]);
  },
);

scenario(
  "Create service that is invalid: nothing is created",
  { bug: "refused-create-service-leaves-service-behind" },
  async (context) => {
    const { cluster, ecs, unique } = context;
    const taskDefinition = await context.define("web", [sleeper()]);
    const request = { cluster, serviceName: unique("web"), taskDefinition, desiredCount: 1 };
    await assertRefused(ecs.createService({ ...request, launchType: "FARGATE" }), "InvalidParameterException");
    expect(await ecs.describeService(cluster, unique("web"))).toBeUndefined();
    expect(await ecs.listServices(cluster)).toEqual([]);
  },
);

scenario(
  "Create service that is invalid: its name has a dot",
  { bug: "create-service-accepts-dots" },
  async (context) => {
    const definition = await context.define("web", [sleeper()]);
    await assertRefused(context.serve("my.web", definition, 0), "InvalidParameterException", "ClientException");
  },
);

scenario("Tag service", { bug: "describe-services-tags-without-include" }, async (context) => {
  const { cluster, ecs } = context;
  const tags = [{ key: "team", value: "a" }];
  const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 0, { tags });
  expect((await context.service(serviceName)).tags ?? []).toEqual([]);
  const asked = await ecs.call("DescribeServices", { cluster, services: [serviceName], include: ["TAGS"] });
  expect(asked.services?.[0]?.tags).toEqual(tags);
});
