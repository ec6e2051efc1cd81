import { expect } from "vitest";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";
import { untilSteady } from "../kit/serviceTasks.ts";
import { assertNeverAbove, assertNeverBelow, type Watched } from "../kit/watched.ts";

interface Bounded {
  readonly desired: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly bug: BugName;
}

/** A rollout within bounds: `judge` gets the number of running tasks, and their number with those that are starting. */
function bounded(
  name: string,
  { desired, minimumHealthyPercent, maximumPercent, bug }: Bounded,
  judge: (context: ScenarioContext, running: Watched, present: Watched) => void,
): void {
  scenario(name, { needs: ["tasks"], bug }, async (context) => {
    const { cluster, ecs } = context;
    const deploymentConfiguration = { minimumHealthyPercent, maximumPercent };
    const taskDefinition = await context.define("web", [sleeper()]);
    const { serviceName: service } = await context.serve("web", taskDefinition, desired, { deploymentConfiguration });
    await untilSteady(context, service);
    const old = (await assertTaskCount(context, service, desired)).map(({ taskArn }) => taskArn);

    const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
    const present = await context.watchService(
      service,
      "running and pending tasks",
      ({ runningCount = 0, pendingCount = 0 }) => runningCount + pendingCount,
    );
    await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [sleeper()]) });
    await assertServiceStable(context, service);
    await running.end();
    await present.end();
    for (const { taskArn } of await assertTaskCount(context, service, desired)) expect(old).not.toContain(taskArn);
    judge(context, running, present);
  });
}

const lowest = ({ samples }: Watched): number => Math.min(...samples.map(({ value }) => value));
const highest = ({ samples }: Watched): number => Math.max(...samples.map(({ value }) => value));

bounded(
  "Update with minimumHealthyPercent",
  { desired: 4, minimumHealthyPercent: 50, maximumPercent: 100, bug: "rollout-ignores-minimum-healthy-percent" },
  ({ pace }, running, present) => {
    assertNeverBelow(running, 2);
    assertNeverAbove(present, 4);
    // No additional task may start, so as many tasks stop first as the bounds permit.
    if (pace.stepped) expect(lowest(running)).toBe(2);
  },
);

bounded(
  "Update with minimumHealthyPercent: the bound is rounded up",
  { desired: 3, minimumHealthyPercent: 50, maximumPercent: 100, bug: "minimum-healthy-percent-rounds-down" },
  (_, running) => {
    assertNeverBelow(running, 2);
  },
);

bounded(
  "Update with minimumHealthyPercent: at 100 no old task stops before a new one runs",
  { desired: 3, minimumHealthyPercent: 100, maximumPercent: 200, bug: "rollout-ignores-minimum-healthy-percent" },
  (_, running, present) => {
    assertNeverBelow(running, 3);
    assertNeverAbove(present, 6);
  },
);

bounded(
  "Update with minimumHealthyPercent: at 0 all old tasks may stop at once",
  { desired: 3, minimumHealthyPercent: 0, maximumPercent: 100, bug: "old-deployment-never-leaves" },
  ({ pace }, running, present) => {
    assertNeverAbove(present, 3);
    if (pace.stepped) expect(lowest(running)).toBe(0);
  },
);

bounded(
  "Update with maximumPercent",
  { desired: 4, minimumHealthyPercent: 100, maximumPercent: 150, bug: "rollout-exceeds-maximum-percent" },
  ({ pace }, running, present) => {
    assertNeverAbove(present, 6);
    assertNeverBelow(running, 4);
    if (pace.stepped) expect(highest(present)).toBe(6);
  },
);

bounded(
  "Update with maximumPercent: the bound is rounded down",
  { desired: 3, minimumHealthyPercent: 60, maximumPercent: 150, bug: "maximum-percent-rounds-up" },
  (_, running, present) => {
    assertNeverAbove(present, 4);
    assertNeverBelow(running, 2);
  },
);

scenario(
  "Update with minimumHealthyPercent and maximumPercent: at 100 and 100 it is blocked until the bounds change",
  { needs: ["tasks"], bug: "rollout-ignores-minimum-healthy-percent" },
  async (context) => {
    const { cluster, ecs, waiting } = context;
    const none = { minimumHealthyPercent: 100, maximumPercent: 100 };
    const taskDefinition = await context.define("web", [sleeper()]);
    const more = { deploymentConfiguration: none };
    const { serviceName: service } = await context.serve("web", taskDefinition, 2, more);
    await untilSteady(context, service);
    const old = (await assertTaskCount(context, service, 2)).map(({ taskArn }) => taskArn);

    await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [sleeper()]) });
    await context.untilService(service, "say that it can do nothing", ({ events = [] }) =>
      events.some(({ message }) => message?.includes("was unable to stop or start tasks during a deployment")),
    );
    await waiting.stays(
      "only the old tasks",
      () => ecs.listTasks(cluster, { serviceName: service }),
      (tasks) => tasks.length === 2 && tasks.every((task) => old.includes(task)),
    );

    await ecs.updateService({ cluster, service, deploymentConfiguration: { ...none, maximumPercent: 150 } });
    await assertServiceStable(context, service);
    for (const { taskArn } of await assertTaskCount(context, service, 2)) expect(old).not.toContain(taskArn);
  },
);
