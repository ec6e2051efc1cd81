import { arn } from "../model/arn.ts";
import type { JsonObject } from "../model/json.ts";
import { views } from "../model/lookup.ts";
import { isRead } from "../model/registry.ts";
import { type ResourceKey, resourcesOf } from "../model/resource.ts";
import { values } from "../model/shelf.ts";
import type { State } from "../model/state.ts";
import type { Outcome } from "../model/step.ts";

/** A read made only to compare. */
export interface Look {
  readonly operation: string;
  readonly input: JsonObject;
}

/**
 * What to read back after a write or a refusal: what it names and what it made, in another form than the plan
 * used (`turn` alternates name and ARN; servers keep caches by either).
 */
export function looksAfter(operation: string, input: JsonObject, outcome: Outcome | undefined, turn: number): Look[] {
  if (isRead(operation)) return [];
  const keys = new Set<ResourceKey>(resourcesOf(input));
  if (outcome?.result.kind === "accepted")
    for (const { kind, name } of views(outcome.result.output)) if (kind === "task") keys.add(`task:${name}`);
  const special = [...keys].filter((key) => !key.startsWith("cluster:"));
  const wanted = special.length === 0 || turn % 4 === 0 ? [...keys] : special;
  return wanted.flatMap((key) => looksAt(key, turn));
}

/** Everything a run can see of what it made, for the comparison at rest. */
export function looksAtAll(state: State, turn: number): Look[] {
  const keys: ResourceKey[] = [];
  for (const cluster of values(state.clusters)) keys.push(`cluster:${cluster.name}`);
  return [...keys.flatMap((key) => looksAt(key, turn)), { operation: "ListClusters", input: {} }];
}

function looksAt(key: ResourceKey, turn: number): Look[] {
  const [kind, name] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  const long = turn % 2 === 1;
  switch (kind) {
    case "cluster":
      return [
        {
          operation: "DescribeClusters",
          input: { clusters: [long ? arn("cluster", name) : name], include: ["TAGS", "SETTINGS"] },
        },
      ];
    default:
      return [];
  }
}
