import { clientException, invalidParameter } from "../errors.ts";
import { isHere, namePattern, parseArn } from "../requests/identifiers.ts";
import type { Tags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Revision, RevisionContent } from "../state/taskDefinition.ts";

/** How a request names a task definition: a family, or one revision of it. */
export interface RevisionName {
  readonly family: string;
  readonly number: number | undefined;
}

/** Reads `family`, `family:revision` or an ARN (TE3, TD23); what is said of a revision that is no number depends. */
export function parseRevisionName(
  identifier: string,
  noNumber = (number: string) => invalidParameter(`Invalid revision number. Number: ${number}`),
): RevisionName {
  let name = identifier;
  if (identifier.startsWith("arn:")) {
    const { type, path } = parseArn(identifier);
    if (type !== "task-definition") throw invalidParameter(`Unsupported resource type: ${type}`);
    if (path.length !== 1) throw invalidParameter("Invalid identifier: Unexpected number of separators");
    name = path[0] as string;
  }
  const [family, number, ...rest] = name.split(":") as [string, ...string[]];
  if (rest.length > 0) throw invalidParameter("Invalid identifier: Unexpected number of separators");
  if (!namePattern.test(family)) throw clientException("Family contains invalid characters.");
  if (number === undefined) return { family, number: undefined };
  if (!/^\d+$/.test(number)) throw noNumber(number);
  return { family, number: Number(number) };
}

/** The named revision, or the latest ACTIVE one of a family (TD20). */
export function findRevision(sim: Simulation, identifier: string): Revision | undefined {
  const { family: familyName, number } = parseRevisionName(identifier);
  if (!isHere(sim, identifier)) return undefined;
  const family = sim.state.families.get(familyName);
  if (!family) return undefined;
  return family.revisions.get(number ?? family.activeRevisions.at(-1) ?? 0);
}

/** The revision for new tasks; it must be ACTIVE (TD27, TD31). Recorded of RunTask, what is being deleted has a text. */
export function usableRevision(
  sim: Simulation,
  identifier: string,
  inactive: (message: string) => Error,
  deleted = "TaskDefinition is inactive",
): Revision {
  requireOwnAccount(sim, identifier);
  const revision = findRevision(sim, identifier);
  if (!revision) throw clientException("TaskDefinition not found.");
  if (revision.status === "DELETE_IN_PROGRESS") throw inactive(deleted);
  if (revision.status !== "ACTIVE") throw inactive("TaskDefinition is inactive");
  return revision;
}

/** A9. */
function requireOwnAccount(sim: Simulation, identifier: string): void {
  const named = /^arn:[^:]*:ecs:[^:]*:([^:]*):/.exec(identifier)?.[1];
  if (named !== undefined && named !== sim.account && !isHere(sim, identifier))
    throw invalidParameter("AccountIDs mismatch");
}

/** Adds a revision with a number that was never used before in the family (TD2). */
export function addRevision(sim: Simulation, familyName: string, content: RevisionContent, tags: Tags): Revision {
  const { families, familyNames } = sim.state;
  let family = families.get(familyName);
  if (!family) {
    family = { name: familyName, nextRevision: 1, revisions: new Map(), activeRevisions: [] };
    families.set(familyName, family);
  }
  const reuses = sim.bugged("revision-reused-after-deregister");
  const number = reuses ? (family.activeRevisions.at(-1) ?? 0) + 1 : family.nextRevision;
  family.nextRevision = number + 1;
  const revision: Revision = {
    family,
    number,
    arn: sim.arn(`task-definition/${familyName}:${number}`),
    content,
    registeredAt: sim.clock.now,
    status: "ACTIVE",
    deregisteredAt: undefined,
    tags,
    users: 0,
  };
  if (family.revisions.size === 0) familyNames.splice(placeOf(familyNames, familyName), 0, familyName);
  family.revisions.set(number, revision);
  family.activeRevisions.push(number);
  return revision;
}

export function deregister(sim: Simulation, revision: Revision): void {
  revision.status = "INACTIVE";
  revision.deregisteredAt = sim.clock.now;
  dropActive(revision);
}

/** The revision is deleted when nothing uses it any more (TD27). */
export function requestDeletion(sim: Simulation, revision: Revision): void {
  revision.status = "DELETE_IN_PROGRESS";
  dropActive(revision);
  if (sim.bugged("deleted-revision-number-reused")) revision.family.nextRevision = revision.number;
  vanishWhenUnused(sim, revision);
}

export function useRevision(revision: Revision): void {
  revision.users += 1;
}

export function releaseRevision(sim: Simulation, revision: Revision): void {
  revision.users -= 1;
  vanishWhenUnused(sim, revision);
}

/** Virtual seconds during which a deleted revision that nothing uses is still described. */
const deleting = 3600;

function vanishWhenUnused(sim: Simulation, revision: Revision): void {
  if (revision.status !== "DELETE_IN_PROGRESS" || revision.users > 0) return;
  sim.after(deleting, () => {
    if (revision.users > 0) return;
    const { family } = revision;
    if (!family.revisions.delete(revision.number)) return;
    if (family.revisions.size > 0) return;
    const place = placeOf(sim.state.familyNames, family.name);
    sim.state.familyNames.splice(place, 1);
  });
}

function dropActive(revision: Revision): void {
  const active = revision.family.activeRevisions;
  const index = active.indexOf(revision.number);
  if (index >= 0) active.splice(index, 1);
}

/** The index of a name in the sorted list, or where it would be inserted. */
export function placeOf(sorted: readonly string[], name: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < name) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Nothing shows when a deletion was asked for (TD27). */
export function showRevision(sim: Simulation, revision: Revision) {
  return {
    taskDefinitionArn: revision.arn,
    family: revision.family.name,
    revision: revision.number,
    status: revision.status,
    ...revision.content,
    registeredAt: revision.registeredAt,
    registeredBy: `arn:aws:iam::${sim.account}:root`,
    deregisteredAt: revision.deregisteredAt,
  };
}
