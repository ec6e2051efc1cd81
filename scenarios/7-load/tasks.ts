import { expect } from "vitest";
import { sleeper } from "../kit/definitions.ts";
import { assertNothingLost, inGroups, underLoad } from "../kit/load/load.ts";
import { scenario } from "../kit/scenario.ts";

const tasks = 1000;
const aCall = 10;

scenario(
  "Launch 1000 tasks",
  { needs: ["tasks"], bug: "run-task-starts-one-too-few" },
  underLoad(async (context, load) => {
    const { ecs, metrics } = load;
    const { cluster, networkConfiguration } = context;
    const taskDefinition = await context.define("job", [sleeper()]);
    const run = async (count: number) => {
      const input = { cluster, taskDefinition, count, launchType: "FARGATE" as const, networkConfiguration };
      const { tasks: started = [], failures = [] } = await ecs.runTask(input);
      expect(failures).toEqual([]);
      return started.map(({ taskArn = "" }) => taskArn);
    };
    const early: string[] = [];
    await load.warmUp(async () => {
      for (let index = 0; index < 5; index++) early.push(...(await run(1)));
    });
    const launched = (await load.times(tasks / aCall, 10, () => run(aCall))).flat();
    expect(launched).toHaveLength(tasks);
    const all = [...early, ...launched];
    assertNothingLost("tasks", all, await load.list("ListTasks", { cluster }));
    const described = async () =>
      (
        await load.times(Math.ceil(tasks / 100), 4, (index) =>
          ecs.describeTasks(cluster, inGroups(launched, 100)[index] ?? []),
        )
      ).flat();
    const running = await context.waiting.until(
      `${tasks} tasks to be RUNNING`,
      described,
      (seen) => seen.length === tasks && seen.every(({ lastStatus }) => lastStatus === "RUNNING"),
      5,
    );
    for (const task of running) metrics.started(task);
    expect((await described()).map(({ taskArn }) => taskArn).sort()).toEqual(launched.toSorted());
  }),
);
