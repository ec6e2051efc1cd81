import type { Difference } from "../../checker/difference.ts";
import type { Json, JsonObject } from "../../model/language/json.ts";
import { get } from "../../model/language/persistentMap.ts";
import { keysOfArn } from "../../model/language/resource.ts";
import { kindOf, type ResourceKey, type ResourceKind, resourceKey } from "../../model/language/resourceKey.ts";
import type { State } from "../../model/language/state.ts";
import { isRead } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import type { ReplyPosition } from "./divergence.ts";
import type { Fault } from "./fault.ts";
import type { Oracle } from "./oracle.ts";
import type { Quarantine } from "./quarantine.ts";

/**
 * Applies the consequences of a fault: masks its members where later replies will only repeat them, and puts in
 * quarantine what can no longer be judged. `left` is the part of the fault that no known deviation explains.
 */
export function quarantineAfterFault(
  oracle: Oracle,
  fault: Fault,
  left: Fault | undefined,
  place: ReplyPosition,
  input: JsonObject | undefined,
): void {
  const { masks, quarantine, state } = oracle;
  const reader = place.look ?? place.operation;
  if (fault.kind === "output") {
    const unknown = left?.kind === "output" ? left.differences : [];
    // A known member is still compared, except for its echoes. After the end of the run nothing is repeated.
    masks.mask(place.rest ? fault.differences : unknown, reader);
    // An unexpected resource was created by the write, so it goes into quarantine; but a list that is known to invent
    // entries created nothing.
    const invented = (difference: Difference) =>
      reader.startsWith("List") && isUnexpected(difference) && !unknown.includes(difference);
    for (const difference of fault.differences) {
      if (invented(difference)) continue;
      const item = isRead(reader) ? unexpectedItem(difference, oracle) : undefined;
      if (item !== undefined) {
        if (reader.startsWith("List") || mayHaveChanged(place.operation, kindOf(item)))
          quarantine[kindOf(item) === "task" ? "leaveOut" : "taint"](item);
      } else if (!leavesRevisionOut(difference, oracle) && !isExtraFailure(difference, reader))
        quarantine.taintFor(difference, reader, input);
    }
    if (reader === "UpdateTaskProtection")
      for (const { resource } of fault.differences)
        if (resource?.kind === "protection") taintUnprotected(quarantine, state, resource.name);
    return;
  }
  if (fault.kind !== "outcome" || input === undefined) return;
  if (place.look !== undefined) {
    // A read that should be refused shows nothing of what the command did: other looks compare that.
    if (!fault.accepted) quarantine.taintBy(reader, input);
  } else if (fault.accepted && !isRead(place.operation)) {
    quarantine.taintBy(reader, input);
    if (fault.rule === "G6") quarantine.taintBy(reader, namedInCluster(input));
    if (fault.rule !== undefined && ofNoCluster.has(fault.rule)) quarantine.taintClustersOf(reader, input);
  }
}

const isUnexpected = ({ resource, expectedKind }: Difference): boolean =>
  resource === undefined && expectedKind === "nothing";

/** What a list shows in addition: the list does not say that anything else changed. */
function unexpectedItem(difference: Difference, oracle: Oracle): ResourceKey | undefined {
  return isUnexpected(difference) ? keysOfArn(oracle.symbolic(difference.actual.replaceAll('"', "")))[0] : undefined;
}

/**
 * A revision is INACTIVE instead of DELETE_IN_PROGRESS, or the reverse: only its own state is unknown, as long as the
 * family has another revision. Leaves the revision out of every comparison then.
 */
function leavesRevisionOut({ resource, expectedKind, actualKind }: Difference, oracle: Oracle): boolean {
  const isDeleted = (status: string) => /^(?:INACTIVE|DELETE_IN_PROGRESS)$/.test(status);
  if (resource?.kind !== "revision" || resource.member !== "status") return false;
  if (!isDeleted(expectedKind) || !isDeleted(actualKind)) return false;
  const [family = "", number] = resource.name.split(":");
  const revisions = get(oracle.state.families, family)?.revisions ?? [];
  if (!revisions.some(({ revision, status }) => String(revision) !== number && status !== "DELETE_IN_PROGRESS"))
    return false;
  oracle.quarantine.leaveOut(resourceKey("revision", resource.name));
  return true;
}

/** Could the command have made it, or failed to remove it? Otherwise a description made it up. */
const mayHaveChanged = (operation: string, kind: ResourceKind): boolean =>
  cardOf(operation)?.creates === kind || /^(?:Delete|Deregister)/.test(operation);

/** A read that reports a failure in addition still shows what is there. */
const isExtraFailure = (difference: Difference, reader: string): boolean =>
  isUnexpected(difference) && isRead(reader) && difference.path.startsWith("failures");

/**
 * When a protection is not returned as requested, the effect of scale-ins and rollouts on the task is unknown (row
 * TK15).
 */
function taintUnprotected(quarantine: Quarantine, { clusters }: State, name: string): void {
  const [cluster = "", id = ""] = name.split("/");
  quarantine.taintUnseen(resourceKey("task", name));
  const service = get(get(clusters, cluster)?.tasks ?? {}, id)?.service;
  if (service !== undefined) quarantine.taintUnseen(resourceKey("service", `${cluster}/${service}`));
}

/** The input with names in place of ARNs of another cluster: a server may take the resource of that name in this one. */
function namedInCluster(input: JsonObject): JsonObject {
  const named = (value: Json): Json =>
    typeof value === "string" && value.startsWith("arn:") ? value.slice(value.lastIndexOf("/") + 1) : value;
  return Object.fromEntries(
    Object.entries(input).map(([member, value]) => [member, member === "cluster" ? value : named(value)]),
  );
}

/** Rules that refuse because no cluster in use has the name: a server that accepts may have created one. */
const ofNoCluster = new Set(["CL13", "CL19", "G5"]);
