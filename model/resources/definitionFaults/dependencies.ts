import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";

/** The faults of dependencies between containers (rows TE11, TE23, TE24, TE51). */
export function dependencyFaults({ containerDefinitions = [] }: Input<"RegisterTaskDefinition">) {
  const find = (name: string | undefined) => containerDefinitions.find((container) => container.name === name);
  return [
    ...containerDefinitions.flatMap(({ dependsOn = [] }) =>
      dependsOn.flatMap(({ containerName, condition }) => {
        const awaited = find(containerName);
        const untilItEnds = condition === "SUCCESS" || condition === "COMPLETE";
        return [
          faultIf(awaited === undefined, "TE23", { container: containerName ?? "" }),
          faultIf(untilItEnds && awaited !== undefined && awaited.essential !== false, "TE11"),
          faultIf(condition === "HEALTHY" && awaited !== undefined && awaited.healthCheck === undefined, "TE24"),
        ];
      }),
    ),
    faultIf(
      containerDefinitions.some((container) => awaitsItself(container, find)),
      "TE51",
    ),
  ];
}

function awaitsItself(
  container: ecs.ContainerDefinition,
  find: (name: string | undefined) => ecs.ContainerDefinition | undefined,
): boolean {
  const reached = new Set<ecs.ContainerDefinition>();
  const pending = [container];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const { containerName } of next.dependsOn ?? []) {
      const awaited = find(containerName);
      if (awaited === container) return true;
      if (awaited === undefined || reached.has(awaited)) continue;
      reached.add(awaited);
      pending.push(awaited);
    }
  return false;
}
