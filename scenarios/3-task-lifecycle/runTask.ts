import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { sleeper } from "../kit/definitions.ts";
import { runningTask, taskNow } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "RunTask with simple container",
  { needs: ["tasks"], bug: "sleeping-task-hangs-activating" },
  async (context) => {
    const { cluster, ecs, waiting } = context;
    const definition = await context.define("simple", [sleeper()]);
    const { taskArn, ...answered } = await context.runOne(definition);
    expect(await taskNow(context, taskArn)).toMatchObject({ taskArn, desiredStatus: "RUNNING" });
    expect(answered).toMatchObject({ desiredStatus: "RUNNING", launchType: "FARGATE" });
    expect(answered.containers?.map(({ name }) => name)).toEqual(["app"]);
    const task = await runningTask(context, taskArn);
    expect(task).toMatchObject({ desiredStatus: "RUNNING", createdAt: answered.createdAt });
    expect(task.taskDefinitionArn).toMatch(new RegExp(`:task-definition/${definition}$`));
    expect(task.clusterArn).toMatch(new RegExp(`:cluster/${cluster}$`));
    expect(task.containers).toMatchObject([{ name: "app", image: sleeper().image, taskArn, lastStatus: "RUNNING" }]);
    expect(await ecs.listTasks(cluster)).toEqual([taskArn]);
    await waiting.stays(
      "the task",
      () => taskNow(context, taskArn),
      ({ lastStatus, stopCode }) => lastStatus === "RUNNING" && !stopCode,
    );
  },
);

scenario(
  "RunTask with simple container: with the named revision, otherwise with the latest",
  { bug: "run-task-by-arn-uses-latest-revision" },
  async (context) => {
    const first = await context.define("revised", [sleeper()]);
    const second = await context.define("revised", [sleeper("app", { environment: [{ name: "A", value: "b" }] })]);
    const { taskDefinitionArn: firstArn = "" } = await context.ecs.describeTaskDefinition(first);
    const { taskDefinitionArn: secondArn = "" } = await context.ecs.describeTaskDefinition(second);
    const ran = async (name: string) => (await context.runOne(name)).taskDefinitionArn;
    expect(await ran(first)).toBe(firstArn);
    expect(await ran(firstArn)).toBe(firstArn);
    expect(await ran(context.unique("revised"))).toBe(secondArn);
  },
);

scenario(
  "RunTask with simple container: the same client token starts no second task",
  { bug: "run-task-ignores-client-token" },
  async (context) => {
    const { cluster, ecs } = context;
    const definition = await context.define("once", [sleeper()]);
    const clientToken = context.unique("token");
    const { taskArn } = await context.runOne(definition, { clientToken });
    expect((await context.runOne(definition, { clientToken })).taskArn).toBe(taskArn);
    expect(await ecs.listTasks(cluster)).toEqual([taskArn]);
    expect((await context.runOne(definition)).taskArn).not.toBe(taskArn);
  },
);

scenario(
  "RunTask with simple container: with its own tags and those of its definition",
  { bug: "run-task-forgets-tags" },
  async (context) => {
    const revision = { key: "revision", value: "one" };
    const own = { key: "owner", value: "me" };
    const definition = await context.define("tagged", [sleeper()], { tags: [revision] });
    const plain = await context.runOne(definition, { tags: [own] });
    const both = await context.runOne(definition, { tags: [own], propagateTags: "TASK_DEFINITION" });
    expect(plain.tags).toEqual([own]);
    expect((await taskNow(context, plain.taskArn)).tags).toEqual([own]);
    const { tags = [] } = await taskNow(context, both.taskArn);
    expect(tags).toHaveLength(2);
    expect(tags).toEqual(expect.arrayContaining([own, revision]));
  },
);

scenario("RunTask with count", { needs: ["tasks"], bug: "run-task-starts-one-too-few" }, async (context) => {
  const { cluster, ecs, tasks } = context;
  const started = await context.run(await context.define("many", [sleeper()]), { count: 4 });
  const arns = started.map(({ taskArn = "" }) => taskArn).sort();
  expect(new Set(arns).size).toBe(4);
  expect(await ecs.describeTasks(cluster, arns)).toHaveLength(4);
  for (const arn of arns) await tasks.waitForStatus(arn, "RUNNING");
  expect((await ecs.listTasks(cluster)).sort()).toEqual(arns);
  expect((await ecs.describeCluster(cluster))?.runningTasksCount).toBe(4);
});

scenario(
  "RunTask with count: 0 or more than 10 is refused, and starts nothing",
  { bug: "run-task-starts-eleven-tasks" },
  async (context) => {
    const definition = await context.define("many", [sleeper()]);
    await assertRefused(context.run(definition, { count: 11 }), "InvalidParameterException");
    await assertRefused(context.run(definition, { count: 0 }), "InvalidParameterException");
    expect(await context.ecs.listTasks(context.cluster)).toEqual([]);
  },
);

scenario("RunTask with group", { bug: "run-task-ignores-group" }, async (context) => {
  const definition = await context.define("grouped", [sleeper()]);
  const grouped = await context.runOne(definition, { group: "nightly" });
  const alone = await context.runOne(definition);
  expect(grouped.group).toBe("nightly");
  expect((await taskNow(context, grouped.taskArn)).group).toBe("nightly");
  expect((await taskNow(context, alone.taskArn)).group).toBe(`family:${context.unique("grouped")}`);
});

scenario("RunTask with startedBy", { bug: "list-tasks-ignores-started-by" }, async (context) => {
  const { cluster, ecs } = context;
  const definition = await context.define("started", [sleeper()]);
  const mine = await context.run(definition, { startedBy: "ci/me", count: 2 });
  const { taskArn: yours } = await context.runOne(definition, { startedBy: "ci/you" });
  const { taskArn: nobodys } = await context.runOne(definition);
  const mineArns = mine.map(({ taskArn = "" }) => taskArn).sort();
  expect(mine.map(({ startedBy }) => startedBy)).toEqual(["ci/me", "ci/me"]);
  expect((await taskNow(context, yours)).startedBy).toBe("ci/you");
  expect((await taskNow(context, nobodys)).startedBy ?? "").toBe("");
  expect((await ecs.listTasks(cluster, { startedBy: "ci/me" })).sort()).toEqual(mineArns);
  expect(await ecs.listTasks(cluster, { startedBy: "ci/you" })).toEqual([yours]);
  expect(await ecs.listTasks(cluster, { startedBy: "ci/nobody" })).toEqual([]);
});
