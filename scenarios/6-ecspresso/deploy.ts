import { expect } from "vitest";
import { assertServiceStable, assertTaskCount, assertTaskDefinitionRegistered } from "../kit/assertions.ts";
import { throughEcspresso } from "../kit/clients/throughEcspresso.ts";
import { scenario } from "../kit/scenario.ts";
import { assertNeverBelow } from "../kit/watched.ts";

scenario(
  "Deploy with service creation",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "scale-out-stops-one-short" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service, family, calls }) => {
    await context.waiting.during(ecspresso.with({ TASKS: "3" }).deploy());
    expect(calls.slice(0, 3)).toEqual(["DescribeServices", "RegisterTaskDefinition", "CreateService"]);
    await assertTaskDefinitionRegistered(context, family, 1);
    const { taskDefinition } = await assertServiceStable(context, service);
    expect(taskDefinition).toMatch(new RegExp(`/${family}:1$`));
    await assertTaskCount(context, service, 3);
  }),
);

scenario(
  "Basic deployment",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "old-deployment-never-leaves" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service, family }) => {
    await context.waiting.during(ecspresso.deploy());
    const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
    await context.waiting.during(ecspresso.with({ RELEASE: "2" }).deploy());
    const after = await context.service(service);
    await running.end();
    expect(after.taskDefinition).toMatch(new RegExp(`/${family}:2$`));
    expect(after.deployments).toHaveLength(1);
    expect(after.runningCount).toBe(2);
    assertNeverBelow(running, 2);
    const tasks = await assertTaskCount(context, service, 2);
    for (const { taskDefinitionArn } of tasks) expect(taskDefinitionArn).toBe(after.taskDefinition);
  }),
);

scenario(
  "Basic deployment: with another number of tasks",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "update-service-with-task-definition-loses-desired-count" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service }) => {
    await context.waiting.during(ecspresso.deploy());
    await context.waiting.during(ecspresso.with({ RELEASE: "2" }).deploy({ tasks: 4 }));
    const { desiredCount } = await context.service(service);
    expect(desiredCount).toBe(4);
    await assertTaskCount(context, service, 4);
  }),
);

scenario(
  "Basic deployment: scaling alone starts no deployment",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "scaling-makes-service-deployment" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service }) => {
    await context.waiting.during(ecspresso.deploy());
    const before = await context.service(service);
    await context.waiting.during(ecspresso.scale(1));
    const after = await context.service(service);
    expect(after.taskDefinition).toBe(before.taskDefinition);
    expect(after.deployments?.[0]?.id).toBe(before.deployments?.[0]?.id);
    expect(after.currentServiceDeployment).toBe(before.currentServiceDeployment);
    await assertTaskCount(context, service, 1);
  }),
);

scenario(
  "Basic deployment: a second time changes nothing",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "same-definition-starts-deployment" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service, calls }) => {
    await context.waiting.during(ecspresso.deploy());
    const before = await context.service(service);
    const asked = calls.length;
    await context.waiting.during(ecspresso.deploy({ skipTaskDefinition: true }));
    expect(calls.slice(asked)).not.toContain("RegisterTaskDefinition");
    const after = await context.service(service);
    expect(after.taskDefinition).toBe(before.taskDefinition);
    expect(after.deployments?.map(({ id }) => id)).toEqual(before.deployments?.map(({ id }) => id));
  }),
);

scenario(
  "Basic deployment: with force every task is replaced by one of the same definition",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "forced-deployment-leaves-no-history" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service }) => {
    await context.waiting.during(ecspresso.deploy());
    const before = await context.service(service);
    const old = await assertTaskCount(context, service, 2);
    await context.waiting.during(ecspresso.deploy({ skipTaskDefinition: true, forceNewDeployment: true }));
    const after = await context.service(service);
    expect(after.taskDefinition).toBe(before.taskDefinition);
    expect(after.currentServiceDeployment).not.toBe(before.currentServiceDeployment);
    const gone = new Set(old.map(({ taskArn }) => taskArn));
    for (const { taskArn } of await assertTaskCount(context, service, 2)) expect(gone.has(taskArn)).toBe(false);
  }),
);
