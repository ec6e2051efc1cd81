import type { RunTaskRequest } from "@aws-sdk/client-ecs";
import { canonical } from "../canonical.ts";
import { nextProvider } from "../capacityProviders.ts";
import { clientException, EcsError, invalidParameter } from "../errors.ts";
import { findRevision, parseRevisionName, usableRevision } from "../families.ts";
import { isFargateSize } from "../fargateSizes.ts";
import { activeCluster, findCluster } from "../identifiers.ts";
import { requireOneOf, requireRange, requireString, requireToken } from "../limits.ts";
import {
  choosePlacement,
  newNetwork,
  placesOnFargate,
  requirePlacementInput,
  requirePlan,
  resolvedPlatform,
} from "../placement.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster, DeploymentPlan, Revision, Tags, Task, TaskOverrides } from "../state.ts";
import { newTags } from "../tags.ts";
import { launchTask } from "../tasks/launch.ts";
import { showTask } from "../tasks/showTask.ts";
import type { Request } from "../wire.ts";

type Input = Request<RunTaskRequest>;

const tokensKept = 10_000;

/** Starts tasks that no service looks after (TK1–TK9). */
export function RunTask(sim: Simulation, input: Input) {
  const { count = 1 } = input;
  requireSyntax(input, count);
  const ownTags = newTags(input.tags);
  const cluster = runCluster(sim, input.cluster);
  const repeated = repeatedTasks(sim, cluster, input);
  if (repeated) return { tasks: repeated.map((task) => showTask(task, true)), failures: [] };

  const revision = runRevision(sim, requireString("TaskDefinition", input.taskDefinition));
  const overrides = newOverrides(revision, input.overrides);
  const plan: DeploymentPlan = {
    revision,
    ...choosePlacement(cluster, input),
    platformVersion: input.platformVersion,
    networkConfiguration: newNetwork(input.networkConfiguration),
  };
  requirePlan(plan);
  requireFargateOverrides(plan, overrides);
  if (!placesOnFargate(plan)) throw invalidParameter("No Container Instances were found in your cluster.");

  const tags = allTags(input, cluster, revision, ownTags);
  const tasks: Task[] = [];
  for (let index = 0; index < count; index++) {
    tasks.push(
      launchTask(sim, {
        cluster,
        revision,
        group: input.group ?? `family:${revision.family.name}`,
        startedBy: input.startedBy,
        launchType: "FARGATE",
        capacityProvider: nextProvider(
          plan.strategy,
          tasks.map((task) => task.capacityProvider ?? ""),
        ),
        platformVersion: resolvedPlatform(plan),
        networkConfiguration: plan.networkConfiguration,
        overrides,
        enableExecuteCommand: input.enableExecuteCommand ?? false,
        tags: new Map(tags),
      }),
    );
  }
  rememberToken(sim, cluster, input, tasks);
  return { tasks: tasks.map((task) => showTask(task, true)), failures: [] };
}

function requireSyntax(input: Input, count: number): void {
  requireRange("count", count, 1, 10);
  requireToken(input.clientToken, 64);
  requirePlacementInput(input);
  requireOneOf("propagateTags", input.propagateTags, ["TASK_DEFINITION", "SERVICE", "NONE"]);
  if (input.propagateTags !== undefined && input.propagateTags !== "TASK_DEFINITION") {
    throw invalidParameter("Invalid value for propagateTags");
  }
  if (input.startedBy !== undefined && !/^[A-Za-z0-9_/-]{0,128}$/.test(input.startedBy)) {
    throw invalidParameter("startedBy must match ^[A-Za-z0-9_/-]{0,128}$.");
  }
  if (input.overrides && JSON.stringify(input.overrides).length > 8192) {
    throw invalidParameter("Overrides can be at most 8192 characters long.");
  }
}

function runCluster(sim: Simulation, identifier: string | undefined): Cluster {
  if (
    sim.bugged("run-task-on-inactive-cluster-raises-client-exception") &&
    findCluster(sim, identifier)?.status === "INACTIVE"
  ) {
    throw clientException("The referenced cluster was inactive.");
  }
  return activeCluster(sim, identifier);
}

function runRevision(sim: Simulation, identifier: string): Revision {
  if (sim.bugged("run-task-by-arn-uses-latest-revision") && identifier.startsWith("arn:")) {
    const { family } = parseRevisionName(identifier);
    if (findRevision(sim, identifier)?.status === "ACTIVE") return usableRevision(sim, family, invalidParameter);
  }
  return usableRevision(sim, identifier, invalidParameter);
}

/** The tasks that this client token has started before (TK5). */
function repeatedTasks(sim: Simulation, cluster: Cluster, input: Input): readonly Task[] | undefined {
  if (input.clientToken === undefined || sim.bugged("run-task-ignores-client-token")) return undefined;
  const known = sim.state.runTaskTokens.get(input.clientToken);
  if (!known) return undefined;
  if (known.request !== canonical(input, cluster) && !sim.bugged("run-task-token-ignores-parameters")) {
    throw new EcsError("ConflictException", "The client token was used with other parameters before.", {
      resourceIds: known.tasks.map((task) => task.arn),
    });
  }
  return known.tasks;
}

/** Tokens are kept by count, the oldest go first. */
function rememberToken(sim: Simulation, cluster: Cluster, input: Input, tasks: readonly Task[]): void {
  if (input.clientToken === undefined) return;
  const tokens = sim.state.runTaskTokens;
  tokens.set(input.clientToken, { request: canonical(input, cluster), tasks });
  if (tokens.size > tokensKept) {
    for (const oldest of tokens.keys()) {
      tokens.delete(oldest);
      break;
    }
  }
}

/** One entry for each container, with what is overridden in it (TK3, TK6). */
function newOverrides(revision: Revision, given: Input["overrides"]): TaskOverrides {
  const containers = revision.content.containerDefinitions;
  for (const { name } of given?.containerOverrides ?? []) {
    if (!containers.some((container) => container.name === name)) {
      throw invalidParameter(`Override for container named ${name} is not a container in the TaskDefinition.`);
    }
  }
  return {
    ...given,
    containerOverrides: containers.map(
      ({ name }) => given?.containerOverrides?.find((override) => override.name === name) ?? { name },
    ),
    inferenceAcceleratorOverrides: given?.inferenceAcceleratorOverrides ?? [],
  };
}

function requireFargateOverrides(plan: DeploymentPlan, overrides: TaskOverrides): void {
  if (overrides.cpu === undefined && overrides.memory === undefined) return;
  const cpu = overrides.cpu ?? plan.revision.content.cpu ?? "";
  const memory = overrides.memory ?? plan.revision.content.memory ?? "";
  if (placesOnFargate(plan) && !isFargateSize(cpu, memory)) {
    throw invalidParameter(`No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory.`);
  }
}

function allTags(input: Input, cluster: Cluster, revision: Revision, own: Tags): Tags {
  return new Map([
    ...(input.enableECSManagedTags ? [["aws:ecs:clusterName", cluster.name] as const] : []),
    ...(input.propagateTags === "TASK_DEFINITION" ? revision.tags : []),
    ...own,
  ]);
}
