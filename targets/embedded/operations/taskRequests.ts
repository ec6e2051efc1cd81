import type { RunTaskRequest } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import { requireOneOf } from "../requests/limits.ts";
import type { Tags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { TaskOverrides } from "../state/task.ts";
import type { Revision } from "../state/taskDefinition.ts";
import type { Request } from "../wire.ts";

/** The members that both RunTask and StartTask have. */
type Input = Pick<Request<RunTaskRequest>, "propagateTags" | "startedBy" | "overrides" | "enableECSManagedTags">;

/** TK4, TK9. */
export function requireTaskSyntax(sim: Simulation, input: Input): void {
  requireOneOf("propagateTags", input.propagateTags, ["TASK_DEFINITION", "SERVICE", "NONE"]);
  if (input.propagateTags !== undefined && input.propagateTags !== "TASK_DEFINITION") {
    throw invalidParameter("Invalid value for propagateTags");
  }
  if (input.startedBy !== undefined && !/^[A-Za-z0-9_/-]{0,128}$/.test(input.startedBy)) {
    throw invalidParameter("startedBy must match ^[A-Za-z0-9_/-]{0,128}$.");
  }
  sim.rule(requireShortOverrides)(input.overrides);
}

/** TK30. */
export function requireShortOverrides(overrides: Input["overrides"]): void {
  if (overrides && JSON.stringify(overrides).length > 8192) {
    throw invalidParameter("Container Overrides length must be at most 8192");
  }
}

/** One entry with the overrides of each container (TK3, TK6). */
export function newOverrides(sim: Simulation, revision: Revision, given: Input["overrides"]): TaskOverrides {
  const containers = revision.content.containerDefinitions;
  for (const { name } of given?.containerOverrides ?? []) {
    if (containers.some((container) => container.name === name)) continue;
    if (!sim.bugged("override-of-unknown-container-ignored")) {
      throw invalidParameter(`Override for container named ${name} is not a container in the TaskDefinition.`);
    }
  }
  return {
    ...given,
    containerOverrides: containers.map(({ name }) =>
      sim.rule(containerOverride)(name, given?.containerOverrides ?? []),
    ),
    inferenceAcceleratorOverrides: given?.inferenceAcceleratorOverrides ?? [],
  };
}

type ContainerOverride = TaskOverrides["containerOverrides"][number];

export function containerOverride(name: string | undefined, given: readonly ContainerOverride[]): ContainerOverride {
  return given.find((each) => each.name === name) ?? { name };
}

/** The given group, or that of the family (TK3, A5). */
export function taskGroup({ group }: Request<RunTaskRequest>, { family }: Revision): string {
  return group ?? `family:${family.name}`;
}

/** The tags of a task: managed tags, propagated tags of its definition, and those of the request (TK29). */
export function taskTags(input: Input, cluster: Cluster, revision: Revision, own: Tags): Tags {
  return new Map([
    ...(input.enableECSManagedTags ? [["aws:ecs:clusterName", cluster.name] as const] : []),
    ...(input.propagateTags === "TASK_DEFINITION" ? revision.tags : []),
    ...own,
  ]);
}
