import { randomBytes, randomUUID } from "node:crypto";
import type { ExecuteCommandRequest } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import { activeCluster, findTask } from "../requests/identifiers.ts";
import { requireString } from "../requests/limits.ts";
import type { Simulation } from "../simulation.ts";
import type { ContainerState, Task } from "../state/task.ts";
import type { Request } from "../wire.ts";

/** Returns a session without a server behind it: only the checks are simulated (TK16). */
export function ExecuteCommand(sim: Simulation, input: Request<ExecuteCommandRequest>) {
  requireString("Command", input.command);
  const identifier = requireString("Task Identifier", input.task);
  if (!input.interactive) throw invalidParameter("Interactive is the only mode supported currently.");
  const cluster = activeCluster(sim, input.cluster);
  const task = findTask(cluster, identifier);
  if (!task) throw invalidParameter("The referenced task was not found.");
  const container = chosenContainer(task, input.container);
  if (!sim.rule(isExecutable)(task)) {
    throw invalidParameter(
      "The execute command failed because execute command was not enabled when the task was run or the execute command agent isn’t running. Wait and try again or run a new task with execute command enabled and try again.",
    );
  }
  if (isRunning(task) && container.lastStatus !== "RUNNING") throw notConnected();
  const sessionId = `ecs-execute-command-${randomBytes(9).toString("hex")}`;
  return {
    clusterArn: cluster.arn,
    containerArn: container.arn,
    containerName: container.definition.name,
    interactive: true,
    session: {
      sessionId,
      streamUrl: `wss://ssmmessages.${sim.region}.amazonaws.com/v1/data-channel/${sessionId}?role=publish_subscribe`,
      tokenValue: randomUUID(),
    },
    taskArn: task.arn,
  };
}

export function isExecutable(task: Task): boolean {
  return task.enableExecuteCommand && isRunning(task);
}

export function isRunning({ lastStatus, desiredStatus }: Task): boolean {
  return lastStatus === "RUNNING" && desiredStatus === "RUNNING";
}

/** The container of the request; it may be omitted if the task has only one. */
function chosenContainer(task: Task, name: string | undefined): ContainerState {
  const [only, another] = task.containers;
  const container =
    name === undefined && !another ? only : task.containers.find(({ definition }) => definition.name === name);
  if (container) return container;
  throw invalidParameter(
    name === undefined
      ? "A container must be named, for the task has several."
      : `The container ${name} is not part of the task.`,
  );
}

/** The container is not running, so that its agent is not connected. */
export function notConnected(): EcsError {
  return new EcsError(
    "TargetNotConnectedException",
    "The execute command failed due to an internal error. Try again later.",
  );
}
