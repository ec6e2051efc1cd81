import { isDraft, original } from "immer";
import { arnPath, isArn, isElsewhere, isName } from "../language/arn.ts";
import { get, values } from "../language/persistentMap.ts";
import type { Cluster, Revision, State } from "../language/state.ts";
import { type Context, isRefusal, refuse } from "../language/step.ts";
import { isPerhapsRolledBack } from "./rolledBack.ts";

/** `family:revision`, the key of a revision. */
export const definitionKey = ({ family, revision }: Pick<Revision, "family" | "revision">): string =>
  `${family}:${revision}`;

/**
 * Parses `family`, `family:revision` or a full ARN (row TD20): without a number it means the latest ACTIVE revision.
 */
export function named(identifier: string) {
  const path = isArn(identifier) ? arnPath(identifier, "task-definition", 1) : [identifier];
  if (!Array.isArray(path)) return path;
  const [family = "", revision, ...more] = (path[0] ?? "").split(":");
  if (!isName(family) || more.length > 0) return refuse("TE3f");
  if (revision === undefined) return { family, revision: undefined };
  return /^\d{1,9}$/.test(revision) ? { family, revision: Number(revision) } : refuse("TD23");
}

/**
 * The revision that an identifier names: with any status by number, the latest ACTIVE one by family (row TD20); none by
 * an ARN of elsewhere (row A9).
 */
export function findRevision(state: State, identifier: string) {
  if (isElsewhere(identifier)) return refuse("TD20");
  const name = named(identifier);
  if (isRefusal(name)) return name;
  const revisions = get(state.families, name.family)?.revisions ?? [];
  const found =
    name.revision === undefined
      ? revisions.findLast(({ status }) => status === "ACTIVE")
      : revisions[name.revision - 1];
  return found ?? refuse("TD20");
}

/**
 * The state before the step: a draft copies every object on the way to what is read, and no step that reads here
 * changes revisions.
 */
const before = (state: State): State => (isDraft(state) ? (original(state) as State) : state);

/** The revision with a key from the state itself, for reading only. */
export function revisionByKey(state: State, key: string): Revision | undefined {
  const at = key.lastIndexOf(":");
  return get(before(state).families, key.slice(0, at))?.revisions[Number(key.slice(at + 1)) - 1];
}

/** The rules by which `usableRevision` refuses, in addition to the two that its caller chooses. */
export const revisionRefusals = ["A9", "TD23", "TD31", "TD31f", "TE3f"] as const;

/**
 * The revision that a task or service is to use, for reading only: an ACTIVE one, or an INACTIVE one within ten minutes
 * after its deregistration (rows TD22, TD27, TD31). `inactive` is the rule by which the operation refuses other
 * INACTIVE revisions, `deleted` the rule for revisions that are being deleted.
 */
export function usableRevision<
  const Row extends "TD31b" | "TD31c" | "TD31d",
  const Deleted extends "TD27" | "TD31p" = "TD27",
>(state: State, identifier: string, context: Context, inactive: Row, deleted?: Deleted) {
  // The definition may be unknown instead: row A9 is that of RunTask and another account.
  if (isElsewhere(identifier)) return refuse(context.may("TD31") ? "TD31" : "A9");
  const found = findRevision(before(state), identifier);
  if (isRefusal(found))
    return found.rule === "TD20" ? refuse(isUnused(before(state), identifier) ? "TD31" : "TD31f") : found;
  if (found.status === "ACTIVE") return found;
  if (found.status === "DELETE_IN_PROGRESS") {
    const isGone = !isNeeded(before(state), definitionKey(found)) && context.may("TD27");
    return refuse(isGone ? "TD31" : (deleted ?? ("TD27" as Deleted)));
  }
  return context.may("TD22") ? found : refuse(inactive);
}

/**
 * Nothing with that name was ever registered: a family without ACTIVE revisions may be reported as inactive instead.
 */
function isUnused(state: State, identifier: string): boolean {
  const name = named(identifier);
  return isRefusal(name) || name.revision !== undefined || get(state.families, name.family) === undefined;
}

/** A revision that is being deleted exists as long as a service or a task needs it (row TD27). */
export function isNeeded(state: State, key: string): boolean {
  return [...values(state.clusters)].some((cluster) => isNeededIn(cluster, key));
}

function isNeededIn(cluster: Cluster, key: string): boolean {
  for (const service of values(cluster.services))
    if (service.status === "ACTIVE" && service.taskDefinition === key && !isPerhapsRolledBack(service)) return true;
  for (const task of values(cluster.tasks))
    if (task.taskDefinition === key && !task.stopping && task.lifetime.kind === "runs") return true;
  return false;
}
