import type { Difference } from "../../checker/difference.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { get } from "../../model/language/persistentMap.ts";
import { resourceKey } from "../../model/language/resourceKey.ts";
import type { State } from "../../model/language/state.ts";
import { isRead } from "../../model/operationFacts.ts";
import type { ReplyPosition } from "./divergence.ts";
import type { Fault } from "./fault.ts";
import type { Oracle } from "./oracle.ts";
import type { Quarantine } from "./quarantine.ts";

/**
 * What a fault makes unknown: its members are masked where they will only be seen again, and what can no longer be
 * judged goes into quarantine. `left` is what no deviation knows of the fault.
 */
export function quarantineAfterFault(
  { masks, quarantine, state }: Oracle,
  fault: Fault,
  left: Fault | undefined,
  place: ReplyPosition,
  input: JsonObject | undefined,
): void {
  const reader = place.look ?? place.operation;
  if (fault.kind === "output") {
    const unknown = left?.kind === "output" ? left.differences : [];
    // What is known stays compared, its echoes apart; at rest nothing comes after it.
    masks.mask(place.rest ? fault.differences : unknown);
    // Something nobody made is where a write put it; a list that is known to make it up put nothing anywhere.
    const madeUp = (difference: Difference) => reader.startsWith("List") && !unknown.includes(difference);
    for (const difference of fault.differences)
      quarantine.taintFor(difference, reader, madeUp(difference) ? undefined : input);
    if (reader === "UpdateTaskProtection")
      for (const { resource } of fault.differences)
        if (resource?.kind === "protection") taintUnprotected(quarantine, state, resource.name);
    return;
  }
  if (fault.kind !== "outcome" || input === undefined) return;
  if (place.look !== undefined) quarantine.taintBy(reader, input);
  else if (fault.accepted && !isRead(place.operation)) {
    quarantine.taintBy(reader, input);
    if (fault.rule !== undefined && ofNoCluster.has(fault.rule)) quarantine.taintClustersOf(reader, input);
  }
}

/** What scale-ins and rollouts leave of a task whose protection is not told as it was asked for, nobody knows (row TK15). */
function taintUnprotected(quarantine: Quarantine, { clusters }: State, name: string): void {
  const [cluster = "", id = ""] = name.split("/");
  quarantine.taint(resourceKey("task", name));
  const service = get(get(clusters, cluster)?.tasks ?? {}, id)?.service;
  if (service !== undefined) quarantine.taint(resourceKey("service", `${cluster}/${service}`));
}

/** Refused because no cluster in use bears the name: a server that accepts may have made one. */
const ofNoCluster = new Set(["CL13", "CL19", "G5"]);
