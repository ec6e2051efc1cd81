import { expect } from "vitest";
import { assertTaskCount } from "../kit/assertions.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { exiting, sleeper, withoutImage } from "../kit/definitions.ts";
import { tasksSoFar, untilManyStopped } from "../kit/endings.ts";
import { eventsOf, untilEvent } from "../kit/events.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks", "containers"] as const;
const throttled = /is unable to consistently start tasks successfully/;

/** Seconds between the start of one task and the start of the next. */
async function gapsBetweenStarts(context: ScenarioContext): Promise<number[]> {
  const starts = (await tasksSoFar(context)).map(({ createdAt = 0 }) => createdAt);
  return starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
}

scenario(
  "Restart limit enforcement: a service that cannot start tasks reports that",
  { needs, bug: "throttling-not-told" },
  async (context) => {
    const { serviceName } = await context.serve("web", await context.define("web", [withoutImage()]), 1);
    const message = await untilEvent(context, serviceName, throttled, patienceFor(context, 60));
    expect(message.startsWith(`(service ${serviceName}) `)).toBe(true);
  },
);

scenario(
  "Restart limit enforcement: a service that cannot start tasks tries at growing intervals",
  { needs, bug: "failed-starts-never-throttled" },
  async (context) => {
    await context.serve("web", await context.define("web", [withoutImage()]), 1);
    await untilManyStopped(context, 5, patienceFor(context, 200));
    const gaps = await gapsBetweenStarts(context);
    const [first = 0] = gaps;
    expect(gaps.at(-1)).toBeGreaterThan(2 * first);
    if (context.pace.stepped) expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
  },
);

scenario(
  "Restart limit enforcement: a throttled service waits no longer than 15 minutes",
  { needs: [...needs, "virtualTime"], bug: "throttling-grows-without-end" },
  async (context) => {
    await context.serve("web", await context.define("web", [withoutImage()]), 1);
    await untilManyStopped(context, 12, patienceFor(context, 6000));
    const gaps = await gapsBetweenStarts(context);
    expect(Math.max(...gaps)).toBeGreaterThan(890);
    expect(Math.max(...gaps)).toBeLessThan(910);
  },
);

scenario(
  "Restart limit enforcement: a new task definition ends the throttling",
  { needs, bug: "new-deployment-stays-throttled" },
  async (context) => {
    const { cluster, ecs, pace } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [withoutImage()]), 1);
    await untilManyStopped(context, 5, patienceFor(context, 200));
    const sound = await context.define("web", [sleeper()]);
    const before = pace.now();
    await ecs.updateService({ cluster, service: serviceName, taskDefinition: sound });
    await context.untilService(
      serviceName,
      "run a task",
      ({ runningCount }) => runningCount === 1,
      patienceFor(context, 60),
    );
    if (pace.stepped) expect(pace.now() - before).toBeLessThan(10);
    await assertTaskCount(context, serviceName, 1);
  },
);

scenario(
  "Restart limit enforcement: tasks that ran and crashed do not count as failed starts",
  { needs, bug: "crashes-told-as-failed-starts" },
  async (context) => {
    const { serviceName } = await context.serve("job", await context.define("job", [exiting(1, 3)]), 1);
    const ended = await untilManyStopped(context, 5, patienceFor(context, 200));
    expect(ended.every(({ startedAt }) => startedAt !== undefined)).toBe(true);
    expect((await eventsOf(context, serviceName)).filter((message) => throttled.test(message))).toEqual([]);
  },
);
