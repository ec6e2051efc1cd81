import type { StartTaskRequest } from "@aws-sdk/client-ecs";
import { newNetwork, requirePlacementInput, requirePlan } from "../capacity/placement.ts";
import { invalidParameter } from "../errors.ts";
import { findInstance, instanceArn } from "../instances/identify.ts";
import { reserve, unfit } from "../instances/place.ts";
import { activeCluster } from "../requests/identifiers.ts";
import { requireItems, requireString } from "../requests/limits.ts";
import { newTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { DeploymentPlan } from "../state/service.ts";
import type { Task, TaskOverrides } from "../state/task.ts";
import { usableRevision } from "../taskDefinitions/families.ts";
import { launchTask } from "../tasks/launch.ts";
import { showChangedTask } from "../tasks/showTask.ts";
import type { Request } from "../wire.ts";
import { newOverrides, requireTaskSyntax, taskGroup, taskTags } from "./taskRequests.ts";

type Input = Request<StartTaskRequest>;

/** Starts one task on each named instance, regardless of placement constraints (TK1, TK8). */
export function StartTask(sim: Simulation, input: Input) {
  const identifiers = requireItems("Container Instances", input.containerInstances, 10);
  const definition = requireString("TaskDefinition", input.taskDefinition);
  requireTaskSyntax(sim, input);
  requirePlacementInput({ networkConfiguration: input.networkConfiguration });
  const ownTags = newTags(input.tags);
  const revision = usableRevision(sim, definition, invalidParameter);
  const cluster = activeCluster(sim, input.cluster);
  const arns = identifiers.map((identifier) => instanceArn(sim, cluster, identifier));
  const overrides = newOverrides(sim, revision, input.overrides);
  const plan: DeploymentPlan = {
    revision,
    launchType: "EC2",
    strategy: [],
    platformVersion: undefined,
    networkConfiguration: newNetwork(input.networkConfiguration),
  };
  requirePlan(plan);
  const tags = sim.rule(taskTags)(input, cluster, revision, ownTags);
  const tasks: Task[] = [];
  const failures = [];
  for (const arn of arns) {
    const started = startOn(sim, cluster, arn, plan, overrides, input, tags);
    if (typeof started === "string") failures.push({ arn, reason: started });
    else tasks.push(started);
  }
  return { tasks: tasks.map((task) => showChangedTask(sim, task, true)), failures };
}

/** The task, or why the instance cannot run it. */
function startOn(
  sim: Simulation,
  cluster: Cluster,
  arn: string,
  plan: DeploymentPlan,
  overrides: TaskOverrides,
  input: Input,
  tags: ReadonlyMap<string, string>,
): Task | string {
  const { revision, networkConfiguration } = plan;
  const instance = findInstance(cluster, arn);
  if (!instance) {
    if (sim.bugged("start-task-refuses-unknown-instance")) throw invalidParameter("Container instance not found.");
    return "MISSING";
  }
  if (instance.status === "INACTIVE") return "INACTIVE";
  const reason = unfit(sim, instance, { revision, overrides });
  if (reason !== undefined) return reason;
  return launchTask(sim, {
    cluster,
    revision,
    group: taskGroup(input, revision),
    startedBy: input.startedBy,
    launchType: "EC2",
    capacityProvider: undefined,
    instance,
    reservation: reserve(sim, instance, { revision, overrides }),
    platformVersion: undefined,
    networkConfiguration,
    overrides,
    enableExecuteCommand: input.enableExecuteCommand ?? false,
    tags: new Map(tags),
  });
}
