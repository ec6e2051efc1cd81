import type { JsonObject } from "../../../model/language/json.ts";
import { clusterAround, type ResourceKey, resourceKey } from "../../../model/language/resourceKey.ts";
import { resourcesOf } from "../../../model/operationFacts.ts";
import type { Run } from "../run.ts";
import { isAsExpected } from "./isAsExpected.ts";

/**
 * Before a command that would not be sent because a resource is in quarantine: looks whether the resource has come
 * right since the fault, such as a service that became ACTIVE late. Changes nothing on the server.
 */
export async function lookAgain(run: Run, index: number, operation: string, input: JsonObject): Promise<void> {
  const { quarantine } = run;
  if (!quarantine.blocks(operation, input)) return;
  for (const key of clustersFirst(resourcesOf(operation, input))) {
    if (run.crashed || run.context.signal.aborted) return;
    if (quarantine.mayComeRight(key)) await isAsExpected(run, key, index);
  }
  // What still differs is its own fault's consequence: nothing is restored for it.
  quarantine.takeFresh();
}

/** The resources that a call names, after the clusters that contain them. */
function clustersFirst(keys: readonly ResourceKey[]): Set<ResourceKey> {
  const around = keys.map(clusterAround).filter((name) => name !== undefined);
  return new Set([...around.map((name) => resourceKey("cluster", name)), ...keys]);
}
