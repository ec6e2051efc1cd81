import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";
import { describedTask, untilSteady } from "../kit/serviceTasks.ts";

scenario("Basic rolling update", { needs: ["tasks"], bug: "old-deployment-never-leaves" }, async (context) => {
  const { cluster, ecs, pace } = context;
  const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 3);
  const before = await untilSteady(context, serviceName);
  const old = await assertTaskCount(context, serviceName, 3);
  const next = await context.define("web", [sleeper("app", { environment: [{ name: "VERSION", value: "2" }] })]);

  const { deployments = [] } = await ecs.updateService({ cluster, service: serviceName, taskDefinition: next });
  const primary = deployments.find(({ status }) => status === "PRIMARY");
  // Where tasks start and stop at once, the rollout may have finished already.
  if (pace.stepped || primary?.rolloutState !== "COMPLETED") {
    expect(deployments.map(({ status }) => status).sort()).toEqual(["ACTIVE", "PRIMARY"]);
    expect(primary?.rolloutState).toBe("IN_PROGRESS");
  }
  expect(primary?.taskDefinition).toMatch(new RegExp(`/${next}$`));
  expect(primary?.id).not.toBe(before.deployments?.[0]?.id);

  const after = await assertServiceStable(context, serviceName);
  expect(after.deployments?.[0]?.id).toBe(primary?.id);
  expect(after.taskDefinition).toBe(primary?.taskDefinition);
  for (const task of await assertTaskCount(context, serviceName, 3)) {
    expect(task.taskDefinitionArn).toBe(primary?.taskDefinition);
    expect(task.startedBy).toBe(primary?.id);
  }
  for (const { taskArn = "" } of old) {
    await context.tasks.waitForStatus(taskArn, "STOPPED");
    expect((await describedTask(context, taskArn)).stopCode).toBe("ServiceSchedulerInitiated");
  }
  for (const task of context.tasks.tasks) context.tasks.validateTransitions(task);
});

scenario(
  "Basic rolling update: forceNewDeployment deploys the same revision again",
  { needs: ["tasks"], bug: "forced-deployment-leaves-no-history" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    const before = await untilSteady(context, service);
    const old = (await assertTaskCount(context, service, 2)).map(({ taskArn }) => taskArn);
    await ecs.updateService({ cluster, service, forceNewDeployment: true });
    const after = await assertServiceStable(context, service);
    expect(after.taskDefinition).toBe(before.taskDefinition);
    expect(after.deployments?.[0]?.id).not.toBe(before.deployments?.[0]?.id);
    for (const { taskArn } of await assertTaskCount(context, service, 2)) expect(old).not.toContain(taskArn);
    const { serviceDeployments } = await ecs.call("ListServiceDeployments", { cluster, service });
    expect(serviceDeployments).toHaveLength(2);
  },
);

scenario(
  "Basic rolling update: the same revision without force starts no deployment",
  { needs: ["tasks"], bug: "scaling-makes-service-deployment" },
  async (context) => {
    const { cluster, ecs } = context;
    const taskDefinition = await context.define("web", [sleeper()]);
    const { serviceName: service } = await context.serve("web", taskDefinition, 2);
    const before = await untilSteady(context, service);
    await ecs.updateService({ cluster, service, taskDefinition, desiredCount: 2 });
    const after = await assertServiceStable(context, service);
    expect(after.deployments?.[0]?.id).toBe(before.deployments?.[0]?.id);
    expect(context.tasks.tasks).toHaveLength(2);
    const { serviceDeployments } = await ecs.call("ListServiceDeployments", { cluster, service });
    expect(serviceDeployments).toHaveLength(1);
  },
);

scenario(
  "Basic rolling update: with another desired count in the same call",
  { needs: ["tasks"], bug: "update-service-with-task-definition-loses-desired-count" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    await untilSteady(context, service);
    const taskDefinition = await context.define("web", [sleeper()]);
    await ecs.updateService({ cluster, service, taskDefinition, desiredCount: 4 });
    expect((await assertServiceStable(context, service)).desiredCount).toBe(4);
    for (const { taskDefinitionArn } of await assertTaskCount(context, service, 4))
      expect(taskDefinitionArn).toMatch(new RegExp(`/${taskDefinition}$`));
  },
);

scenario(
  "Basic rolling update: the newest of several wins",
  { needs: ["tasks"], bug: "old-deployment-never-leaves" },
  async (context) => {
    const { cluster, ecs, pace, waiting } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 3);
    await untilSteady(context, service);
    const second = await context.define("web", [sleeper()]);
    const third = await context.define("web", [sleeper()]);
    await ecs.updateService({ cluster, service, taskDefinition: second });
    if (pace.stepped)
      await waiting.until(
        "a task of the second revision to start",
        async () => context.tasks.tasks.length,
        (tasks) => tasks > 3,
      );
    const { deployments = [] } = await ecs.updateService({ cluster, service, taskDefinition: third });
    const primary = deployments.find(({ status }) => status === "PRIMARY");
    expect(primary?.taskDefinition).toMatch(new RegExp(`/${third}$`));
    if (pace.stepped) expect(deployments).toHaveLength(3);
    await assertServiceStable(context, service);
    for (const { startedBy } of await assertTaskCount(context, service, 3)) expect(startedBy).toBe(primary?.id);
  },
);

scenario(
  "Basic rolling update: its history ends SUCCESSFUL",
  { needs: ["tasks"], bug: "service-deployment-never-successful" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    await untilSteady(context, service);
    await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [sleeper()]) });
    await assertServiceStable(context, service);
    const { serviceDeployments = [] } = await ecs.call("ListServiceDeployments", { cluster, service });
    expect(serviceDeployments.map(({ status }) => status)).toEqual(["SUCCESSFUL", "SUCCESSFUL"]);
  },
);

scenario(
  "Basic rolling update: a protected task stays until its protection is removed",
  { needs: ["tasks"], bug: "rollout-stops-protected-task" },
  async (context) => {
    const { cluster, ecs, waiting } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    await untilSteady(context, service);
    const [kept] = await assertTaskCount(context, service, 2);
    const tasks = [kept?.taskArn ?? ""];
    await ecs.call("UpdateTaskProtection", { cluster, tasks, protectionEnabled: true, expiresInMinutes: 60 });
    await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [sleeper()]) });
    const seen = async () => {
      const { deployments = [] } = await context.service(service);
      return { newRunning: deployments.find(({ status }) => status === "PRIMARY")?.runningCount };
    };
    await waiting.until("two tasks of the new deployment to run", seen, ({ newRunning }) => newRunning === 2);
    await waiting.stays(
      "the protected task RUNNING",
      () => describedTask(context, kept?.taskArn),
      ({ lastStatus }) => lastStatus === "RUNNING",
    );
    await ecs.call("UpdateTaskProtection", { cluster, tasks, protectionEnabled: false });
    await assertServiceStable(context, service);
  },
);
