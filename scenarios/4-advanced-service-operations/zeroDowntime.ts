import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { sleeper, withoutImage } from "../kit/definitions.ts";
import { Requests, reachableServer } from "../kit/requests.ts";
import { scenario } from "../kit/scenario.ts";
import { untilSteady } from "../kit/serviceTasks.ts";
import { assertNeverBelow } from "../kit/watched.ts";

scenario(
  "Zero-downtime deployment verification: every request is answered",
  { needs: ["tasks", "containers", "traffic"], bug: "rollout-ignores-minimum-healthy-percent" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [reachableServer]), 3);
    await untilSteady(context, service);
    const old = (await assertTaskCount(context, service, 3)).map(({ taskArn }) => taskArn);

    const requests = new Requests(context, service);
    const answering = await context.watch("tasks that answer HTTP", requests.answering);
    await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [reachableServer]) });
    await assertServiceStable(context, service);
    await answering.end();

    assertNeverBelow(answering, 3);
    expect(requests.failed).toEqual([]);
    expect(requests.sent).toBeGreaterThan(30);
    for (const { taskArn } of await assertTaskCount(context, service, 3)) expect(old).not.toContain(taskArn);
  },
);

scenario(
  "Zero-downtime deployment verification: never fewer tasks run than are desired",
  { needs: ["tasks"], bug: "rollout-ignores-minimum-healthy-percent" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 4);
    await untilSteady(context, service);
    const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
    for (let update = 0; update < 2; update++) {
      await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [sleeper()]) });
      await assertServiceStable(context, service);
    }
    await running.end();
    assertNeverBelow(running, 4, 20);
  },
);

scenario(
  "Zero-downtime deployment verification: during a failed deployment the old tasks keep serving",
  { needs: ["tasks", "containers", "traffic"], bug: "rollout-ignores-minimum-healthy-percent" },
  async (context) => {
    const { cluster, ecs } = context;
    const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: false } };
    const taskDefinition = await context.define("web", [reachableServer]);
    const { serviceName: service } = await context.serve("web", taskDefinition, 2, { deploymentConfiguration });
    await untilSteady(context, service);

    const requests = new Requests(context, service);
    const answering = await context.watch("tasks that answer HTTP", requests.answering);
    await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [withoutImage()]) });
    await context.untilService(service, "give up the deployment", ({ deployments = [] }) =>
      deployments.some(({ status, rolloutState }) => status === "PRIMARY" && rolloutState === "FAILED"),
    );
    await context.waiting.stays("both tasks that answer HTTP", requests.answering, (count) => count === 2);
    await answering.end();
    assertNeverBelow(answering, 2);
    expect(requests.failed).toEqual([]);
  },
);
