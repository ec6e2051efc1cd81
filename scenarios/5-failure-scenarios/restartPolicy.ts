import type { ContainerRestartPolicy } from "@aws-sdk/client-ecs";
import { expect } from "vitest";
import type { ScenarioContext } from "../kit/context.ts";
import { exiting, sleeper } from "../kit/definitions.ts";
import { untilStopped } from "../kit/endings.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks", "containers"] as const;

const aMinute: ContainerRestartPolicy = { enabled: true, restartAttemptPeriod: 60 };

const runSeconds = 120;

/** Waits until the container `app` of a task runs for the nth time, as its runtime ids show. */
async function untilRun(context: ScenarioContext, taskArn: string, times: number): Promise<void> {
  const { cluster, ecs, waiting } = context;
  const runs = new Set<string>();
  const look = async () => {
    const [task] = await ecs.describeTasks(cluster, [taskArn]);
    const { runtimeId } = task?.containers?.find(({ name }) => name === "app") ?? {};
    if (runtimeId !== undefined) runs.add(runtimeId);
    return { runs: runs.size, lastStatus: task?.lastStatus, stoppedReason: task?.stoppedReason };
  };
  await waiting.until(
    `container app to run for the ${times}. time`,
    look,
    (seen) => seen.runs >= times,
    patienceFor(context, times * runSeconds),
  );
}

scenario(
  "Restart limit enforcement: a restart policy restarts the container in its task",
  { needs, bug: "restart-policy-never-restarts" },
  async (context) => {
    const definition = await context.define("job", [exiting(1, runSeconds, { restartPolicy: aMinute })]);
    const { taskArn } = await context.runOne(definition);
    await untilRun(context, taskArn, 3);
    const [task] = await context.ecs.describeTasks(context.cluster, [taskArn]);
    expect([task?.lastStatus, task?.desiredStatus, task?.stopCode]).toEqual(["RUNNING", "RUNNING", undefined]);
    expect(context.tasks.tasks).toEqual([taskArn]);
  },
);

scenario(
  "Restart limit enforcement: a restart policy does not restart a container that ends before its attempt period",
  { needs, bug: "restart-policy-ignores-attempt-period" },
  async (context) => {
    const definition = await context.define("job", [exiting(4, 10, { restartPolicy: aMinute })]);
    const { taskArn } = await context.runOne(definition);
    const { containers = [], stopCode } = await untilStopped(context, taskArn, patienceFor(context, runSeconds));
    expect([stopCode, containers[0]?.exitCode]).toEqual(["EssentialContainerExited", 4]);
  },
);

scenario(
  "Restart limit enforcement: the default attempt period of a restart policy is 300 seconds",
  { needs, bug: "restart-policy-ignores-attempt-period" },
  async (context) => {
    const definition = await context.define("job", [exiting(4, runSeconds, { restartPolicy: { enabled: true } })]);
    const { containerDefinitions = [] } = await context.ecs.describeTaskDefinition(definition);
    expect(containerDefinitions[0]?.restartPolicy).toMatchObject({ enabled: true, restartAttemptPeriod: 300 });
    const { taskArn } = await context.runOne(definition);
    const { containers = [], stopCode } = await untilStopped(context, taskArn, patienceFor(context, runSeconds));
    expect([stopCode, containers[0]?.exitCode]).toEqual(["EssentialContainerExited", 4]);
  },
);

scenario(
  "Restart limit enforcement: a restart policy does not restart after an ignored exit code",
  { needs, bug: "restart-policy-ignores-ignored-exit-codes" },
  async (context) => {
    const restartPolicy = { ...aMinute, ignoredExitCodes: [3, 7] };
    const { taskArn } = await context.runOne(await context.define("job", [exiting(7, runSeconds, { restartPolicy })]));
    const { containers = [], stopCode } = await untilStopped(context, taskArn, patienceFor(context, runSeconds));
    expect([stopCode, containers[0]?.exitCode]).toEqual(["EssentialContainerExited", 7]);
  },
);

scenario(
  "Restart limit enforcement: a restart policy restarts after an exit code that is not among the ignored ones",
  { needs, bug: "restart-policy-never-restarts" },
  async (context) => {
    const restartPolicy = { ...aMinute, ignoredExitCodes: [3, 7] };
    const { taskArn } = await context.runOne(await context.define("job", [exiting(4, runSeconds, { restartPolicy })]));
    await untilRun(context, taskArn, 2);
  },
);

scenario(
  "Restart limit enforcement: a restart policy restarts after success, too",
  { needs, bug: "restart-policy-takes-success-for-the-end" },
  async (context) => {
    const definition = await context.define("job", [exiting(0, runSeconds, { restartPolicy: aMinute })]);
    const { taskArn } = await context.runOne(definition);
    await untilRun(context, taskArn, 2);
  },
);

scenario(
  "Restart limit enforcement: a disabled restart policy restarts nothing",
  { needs, bug: "disabled-restart-policy-restarts" },
  async (context) => {
    const restartPolicy = { ...aMinute, enabled: false };
    const { taskArn } = await context.runOne(await context.define("job", [exiting(4, runSeconds, { restartPolicy })]));
    const { containers = [], stopCode } = await untilStopped(context, taskArn, patienceFor(context, runSeconds));
    expect([stopCode, containers[0]?.exitCode]).toEqual(["EssentialContainerExited", 4]);
  },
);

scenario(
  "Restart limit enforcement: a restart policy restarts a non-essential container",
  { needs, bug: "restart-policy-never-restarts" },
  async (context) => {
    const side = exiting(1, runSeconds, { essential: false, restartPolicy: aMinute });
    const { taskArn } = await context.runOne(await context.define("job", [sleeper("main"), side]));
    await untilRun(context, taskArn, 2);
    await context.tasks.waitForStatus(taskArn, "RUNNING");
  },
);

scenario(
  "Restart limit enforcement: with a restart policy a service needs no new task",
  { needs, bug: "restart-policy-never-restarts" },
  async (context) => {
    const definition = await context.define("web", [exiting(1, runSeconds, { restartPolicy: aMinute })]);
    const { serviceName } = await context.serve("web", definition, 1);
    await context.untilService(serviceName, "run its task", ({ runningCount }) => runningCount === 1);
    const [taskArn = ""] = context.tasks.tasks;
    await untilRun(context, taskArn, 3);
    expect(context.tasks.tasks).toEqual([taskArn]);
  },
);
