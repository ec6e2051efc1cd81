import type { RunTaskRequest } from "@aws-sdk/client-ecs";
import { isFargateSize } from "../capacity/fargateSizes.ts";
import {
  choosePlacement,
  newNetwork,
  placesOnFargate,
  requirePlacementInput,
  requirePlan,
} from "../capacity/placement.ts";
import { nextProvider } from "../capacity/strategy.ts";
import { EcsError, invalidParameter } from "../errors.ts";
import { isUnplaced, type Location, locate, type Unplaced } from "../instances/locate.ts";
import type { PlacementFailure } from "../instances/place.ts";
import { canonical } from "../requests/canonical.ts";
import { activeCluster } from "../requests/identifiers.ts";
import { requireRange, requireString, requireToken } from "../requests/limits.ts";
import { newTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { DeploymentPlan } from "../state/service.ts";
import type { Task, TaskOverrides } from "../state/task.ts";
import { usableRevision } from "../taskDefinitions/families.ts";
import { launchTask } from "../tasks/launch.ts";
import { abandonTask } from "../tasks/lifeCycle.ts";
import { showChangedTask } from "../tasks/showTask.ts";
import { requireTaskRole, runTaskRole } from "../tasks/taskRole.ts";
import type { Request } from "../wire.ts";
import { newOverrides, requireTaskSyntax, taskGroup, taskTags } from "./taskRequests.ts";

type Input = Request<RunTaskRequest>;

const tokensKept = 10_000;

/** Starts tasks without a service (TK1–TK9). */
export function RunTask(sim: Simulation, input: Input) {
  const { count = 1 } = input;
  requireSyntax(sim, input, count);
  const ownTags = newTags(input.tags);
  const definition = requireString("TaskDefinition", input.taskDefinition);
  const revision = sim.rule(usableRevision)(sim, definition, invalidParameter, "TaskDefinition is being deleted");
  const cluster = sim.rule(activeCluster)(sim, input.cluster);
  const repeated = sim.rule(repeatedTasks)(cluster, input);
  if (repeated) return { tasks: repeated.map((task) => showChangedTask(sim, task, true)), failures: [] };

  const overrides = newOverrides(sim, revision, input.overrides);
  const plan: DeploymentPlan = {
    revision,
    ...choosePlacement(sim, cluster, input),
    platformVersion: input.platformVersion,
    networkConfiguration: newNetwork(input.networkConfiguration),
  };
  requirePlan(plan);
  const taskRole = input.overrides?.taskRoleArn ?? revision.content.taskRoleArn;
  sim.rule(requireTaskRole)(input.enableExecuteCommand, taskRole, runTaskRole);
  requireFargateOverrides(plan, overrides);

  const tags = sim.rule(taskTags)(input, cluster, revision, ownTags);
  const group = sim.rule(taskGroup)(input, revision);
  const constraints = input.placementConstraints ?? [];
  const placing = { cluster, revision, overrides, group, constraints, strategy: input.placementStrategy ?? [] };
  const tasks: Task[] = [];
  const failures: PlacementFailure[] = [];
  const wanted = sim.bugged("run-task-starts-one-too-few") && count >= 3 ? count - 1 : count;
  while (tasks.length < wanted) {
    const placed = tasks.map((task) => task.capacityProvider ?? "");
    const found = locate(sim, plan, nextProvider(plan.strategy, placed), placing);
    if (isUnplaced(found) && found.kind !== "empty provider") {
      failures.push(...placementFailures(sim, cluster, found));
      break;
    }
    const task = sim.rule(launchTask)(sim, {
      cluster,
      revision,
      group,
      startedBy: input.startedBy,
      ...(isUnplaced(found) ? behindProvider(found.provider) : found),
      networkConfiguration: plan.networkConfiguration,
      overrides,
      enableExecuteCommand: input.enableExecuteCommand ?? false,
      tags: new Map(tags),
    });
    if (isUnplaced(found)) abandonTask(sim, task);
    tasks.push(task);
  }
  if (tasks.length > 0) rememberToken(cluster, input, tasks);
  return { tasks: tasks.map((task) => showChangedTask(sim, task, true)), failures };
}

/** TK7: a cluster without instances is refused; instances that cannot run the task are reported as failures. */
function placementFailures(
  sim: Simulation,
  cluster: Cluster,
  unplaced: Exclude<Unplaced, { kind: "empty provider" }>,
): readonly PlacementFailure[] {
  if (unplaced.kind === "no room") return unplaced.failures;
  const reason = "No Container Instances were found in your cluster.";
  if (sim.bugged("empty-cluster-refused-by-failures")) return [{ arn: cluster.arn, reason }];
  throw invalidParameter(reason);
}

/** The task waits for its provider to add an instance. */
function behindProvider(capacityProvider: string): Location {
  return {
    launchType: "EC2",
    capacityProvider,
    platformVersion: undefined,
    instance: undefined,
    reservation: undefined,
  };
}

function requireSyntax(sim: Simulation, input: Input, count: number): void {
  requireRange("count", count, 1, sim.bugged("run-task-starts-eleven-tasks") ? 11 : 10);
  requireToken(input.clientToken, 64);
  requirePlacementInput(input, "You may choose a capacity provider or a launch type but not both.");
  requireTaskSyntax(sim, input);
}

/** The tasks that an earlier request with this client token started in the cluster (TK5). */
export function repeatedTasks(cluster: Cluster, input: Input): readonly Task[] | undefined {
  if (input.clientToken === undefined) return undefined;
  const known = cluster.runTaskTokens.get(input.clientToken);
  if (!known) return undefined;
  if (known.request !== canonical(input, input.cluster)) {
    throw new EcsError("ConflictException", sharedToken, {
      resourceIds: known.tasks.map((task) => task.arn),
    });
  }
  return known.tasks;
}

const sharedToken =
  "The RunTask request could not be processed due to conflicts. The provided clientToken is already in use with a different request.";

/** Stores the token; the oldest are removed when there are too many. */
function rememberToken(cluster: Cluster, input: Input, tasks: readonly Task[]): void {
  if (input.clientToken === undefined) return;
  const tokens = cluster.runTaskTokens;
  tokens.set(input.clientToken, { request: canonical(input, input.cluster), tasks });
  if (tokens.size > tokensKept) {
    for (const oldest of tokens.keys()) {
      tokens.delete(oldest);
      break;
    }
  }
}

function requireFargateOverrides(plan: DeploymentPlan, overrides: TaskOverrides): void {
  if (overrides.cpu === undefined && overrides.memory === undefined) return;
  const cpu = overrides.cpu ?? plan.revision.content.cpu ?? "";
  const memory = overrides.memory ?? plan.revision.content.memory ?? "";
  if (placesOnFargate(plan) && !isFargateSize(cpu, memory)) {
    throw invalidParameter(`No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory.`);
  }
}
