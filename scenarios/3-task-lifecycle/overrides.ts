import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { exiting, sleeper } from "../kit/definitions.ts";
import { containerOf, overrideOf, runningTask, stoppedTask } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

const overriding = (name: string, override: object) => ({ overrides: { containerOverrides: [{ name, ...override }] } });

scenario(
  "RunTask with overrides: the command",
  { needs: ["tasks", "containers"], bug: "override-command-shown-not-run" },
  async (context) => {
    const definition = await context.define("command", [exiting(0)]);
    const command = ["sh", "-c", "sleep 1; exit 7"];
    const overridden = await context.runOne(definition, overriding("app", { command }));
    const plain = await context.runOne(definition);
    const ended = await stoppedTask(context, overridden.taskArn);
    expect(overrideOf(ended, "app")).toMatchObject({ command });
    expect(containerOf(ended, "app").exitCode).toBe(7);
    expect(containerOf(await stoppedTask(context, plain.taskArn), "app").exitCode).toBe(0);
  },
);

scenario(
  "RunTask with overrides: the environment",
  { needs: ["tasks", "containers"], bug: "override-keeps-command-only" },
  async (context) => {
    const environment = [
      { name: "FIRST", value: "1" },
      { name: "SECOND", value: "2" },
    ];
    const command = ["sh", "-c", "sleep 1; exit $FIRST$SECOND"];
    const definition = await context.define("environment", [sleeper("app", { command, environment })]);
    const changed = [{ name: "SECOND", value: "9" }];
    const overridden = await context.runOne(definition, overriding("app", { environment: changed }));
    const plain = await context.runOne(definition);
    const ended = await stoppedTask(context, overridden.taskArn);
    expect(overrideOf(ended, "app")).toMatchObject({ environment: changed });
    expect(containerOf(ended, "app").exitCode).toBe(19);
    expect(containerOf(await stoppedTask(context, plain.taskArn), "app").exitCode).toBe(12);
  },
);

scenario(
  "RunTask with overrides: for one container they do not change the others",
  { needs: ["tasks", "containers"], bug: "override-hits-every-container" },
  async (context) => {
    const side = sleeper("side", { essential: false, command: ["sh", "-c", "sleep 1; exit 4"] });
    const definition = await context.define("pair", [sleeper(), side]);
    const command = ["sh", "-c", "sleep 1; exit 5"];
    const { taskArn } = await context.runOne(definition, overriding("side", { command }));
    const other = await context.runOne(definition, overriding("app", { command: ["sh", "-c", "sleep 600; exit 6"] }));
    await runningTask(context, taskArn);
    const codeOfSide = (arn: string, code: number) =>
      context.waiting.until(
        `container side to exit with ${code}`,
        async () => {
          const [task = {}] = await context.ecs.describeTasks(context.cluster, [arn]);
          return { task: task.lastStatus, code: containerOf(task, "side").exitCode, app: containerOf(task, "app") };
        },
        (seen) => seen.code !== undefined,
      );
    const one = await codeOfSide(taskArn, 5);
    expect(one).toMatchObject({ task: "RUNNING", code: 5, app: { lastStatus: "RUNNING" } });
    const two = await codeOfSide(other.taskArn, 4);
    expect(two).toMatchObject({ task: "RUNNING", code: 4, app: { lastStatus: "RUNNING" } });
  },
);

scenario(
  "RunTask with overrides: for an unknown container they are refused",
  { bug: "override-of-unknown-container-ignored" },
  async (context) => {
    const definition = await context.define("known", [sleeper()]);
    const call = context.run(definition, overriding("nobody", { command: ["true"] }));
    const { text } = await assertRefused(call, "InvalidParameterException");
    expect(text).toContain("nobody");
    expect(await context.ecs.listTasks(context.cluster)).toEqual([]);
  },
);
