import { expect } from "vitest";
import { sleeper } from "../kit/definitions.ts";
import { runningTask, stoppedTask, taskNow } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

const upwards = ["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING"];
const downwards = ["DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"];

scenario(
  "Task status transitions (PROVISIONING → PENDING → RUNNING)",
  { needs: ["tasks"], bug: "task-activates-before-it-is-pending" },
  async (context) => {
    const { pace, tasks, waiting } = context;
    const { taskArn, lastStatus } = await context.runOne(await context.define("rising", [sleeper()]));
    expect(upwards).toContain(lastStatus);
    expect(upwards).toContain((await taskNow(context, taskArn)).lastStatus);
    await tasks.waitForStatus(taskArn, "RUNNING");
    await waiting.stays(
      "a task that runs",
      () => taskNow(context, taskArn),
      (task) => task.lastStatus === "RUNNING",
    );
    tasks.validateTransitions(taskArn);
    const seen = tasks.getStatusHistory(taskArn).map((state) => state.lastStatus);
    if (pace.stepped) expect(seen).toEqual(upwards);
    expect(seen.at(-1)).toBe("RUNNING");
  },
);

scenario(
  "Task status transitions (PROVISIONING → PENDING → RUNNING): and to STOPPED after StopTask",
  { needs: ["tasks"], bug: "stop-task-desired-status-returns-to-running" },
  async (context) => {
    const { cluster, ecs, pace, tasks } = context;
    const { taskArn } = await context.runOne(await context.define("falling", [sleeper()]));
    await tasks.waitForStatus(taskArn, "RUNNING");
    await ecs.stopTask(cluster, taskArn);
    // StopTask returns the previous status.
    await taskNow(context, taskArn);
    expect((await stoppedTask(context, taskArn)).desiredStatus).toBe("STOPPED");
    tasks.validateTransitions(taskArn);
    const history = tasks.getStatusHistory(taskArn);
    const seen = [...new Set(history.map((state) => state.lastStatus))];
    if (pace.stepped) expect(seen).toEqual([...upwards, ...downwards]);
    expect(history.at(-1)).toMatchObject({ lastStatus: "STOPPED", desiredStatus: "STOPPED" });
  },
);

scenario(
  "Task status transitions (PROVISIONING → PENDING → RUNNING): each has its time",
  { needs: ["tasks"], bug: "task-starts-when-it-is-created" },
  async (context) => {
    const { cluster, ecs } = context;
    const answered = await context.runOne(await context.define("timed", [sleeper()]));
    const { taskArn } = answered;
    expect(answered).not.toHaveProperty("stoppedAt");
    if (answered.lastStatus !== "RUNNING") expect(answered).not.toHaveProperty("startedAt");
    const running = await runningTask(context, taskArn);
    expect(running.startedAt).toBeTypeOf("number");
    expect(running).not.toHaveProperty("stoppedAt");
    await ecs.stopTask(cluster, taskArn);
    const { createdAt, pullStartedAt, pullStoppedAt, stoppingAt, ...ended } = await stoppedTask(context, taskArn);
    const times = [createdAt, pullStartedAt, pullStoppedAt, ended.startedAt, stoppingAt, ended.stoppedAt];
    const known = times.filter((time) => time !== undefined);
    expect(known).toEqual(known.toSorted((one, other) => one - other));
    expect([createdAt, ended.startedAt, ended.stoppedAt]).not.toContain(undefined);
    expect(ended.startedAt).toBe(running.startedAt);
  },
);

scenario(
  "Task status transitions (PROVISIONING → PENDING → RUNNING): each makes a new version",
  { needs: ["tasks"], bug: "task-version-stands-still" },
  async (context) => {
    const { cluster, ecs, tasks, waiting } = context;
    const { taskArn } = await context.runOne(await context.define("versions", [sleeper()]));
    const seen: { state: string; version: number }[] = [];
    const look = async () => {
      const { lastStatus, desiredStatus, version = 0 } = await taskNow(context, taskArn);
      seen.push({ state: `${lastStatus} to be ${desiredStatus}`, version });
    };
    const end = waiting.observe(look);
    await tasks.waitForStatus(taskArn, "RUNNING");
    // Once more, for servers on which no time passes between the two calls.
    await look();
    await ecs.stopTask(cluster, taskArn);
    await tasks.waitForStatus(taskArn, "STOPPED");
    await look();
    end();
    const changes = seen.filter(({ state }, index) => index > 0 && state !== seen[index - 1]?.state);
    expect(changes.length).toBeGreaterThan(0);
    for (const [index, { version }] of seen.entries()) {
      const before = seen[index - 1] ?? { state: seen[index]?.state, version: 0 };
      if (seen[index]?.state === before.state) expect(version).toBeGreaterThanOrEqual(before.version);
      else expect(version).toBeGreaterThan(before.version);
    }
  },
);
