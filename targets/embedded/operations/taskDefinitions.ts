import type {
  DeleteTaskDefinitionsRequest,
  DeregisterTaskDefinitionRequest,
  DescribeTaskDefinitionRequest,
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionsRequest,
} from "@aws-sdk/client-ecs";
import { clientException, invalidParameter } from "../errors.ts";
import { requireOneOf, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import { showTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Revision } from "../state/taskDefinition.ts";
import {
  deregister,
  findRevision,
  parseRevisionName,
  placeOf,
  requestDeletion,
  showRevision,
} from "../taskDefinitions/families.ts";
import type { Request } from "../wire.ts";

/** TD20, TD21, TD36, T8. */
export function DescribeTaskDefinition(sim: Simulation, input: Request<DescribeTaskDefinitionRequest>) {
  sim.rule(requireInclude)(input.include);
  const identifier = requireString("TaskDefinition", input.taskDefinition);
  parseRevisionName(identifier, () => invalidParameter("Invalid task definition: Invalid revision number."));
  const revision = sim.rule(findRevision)(sim, identifier);
  if (!revision) throw clientException("Unable to describe task definition.");
  return {
    taskDefinition: showRevision(sim, revision),
    tags: input.include?.includes("TAGS") ? showTags(revision.tags) : [],
  };
}

/** G1: with a text of its own, and before the revision is looked up. */
export function requireInclude(include: readonly string[] | undefined): void {
  const unknown = include?.find((each) => each !== "TAGS");
  if (unknown === undefined) return;
  throw clientException(`${unknown} is not a valid value for include. The value must be one of [[TAGS]]`);
}

/** TD22–TD24: the reply that deregisters does not show when. */
export function DeregisterTaskDefinition(sim: Simulation, input: Request<DeregisterTaskDefinitionRequest>) {
  const revision = sim.rule(revisionToDeregister)(sim, requireString("TaskDefinition", input.taskDefinition));
  if (revision.status !== "ACTIVE") return { taskDefinition: showRevision(sim, revision) };
  deregister(sim, revision);
  return { taskDefinition: sim.rule(showDeregistered)(sim, revision) };
}

export function showDeregistered(sim: Simulation, revision: Revision) {
  return { ...showRevision(sim, revision), deregisteredAt: undefined as number | undefined };
}

export function revisionToDeregister(sim: Simulation, identifier: string): Revision {
  const { number } = parseRevisionName(identifier);
  if (number === undefined) throw invalidParameter("Revision is missing");
  const revision = findRevision(sim, identifier);
  if (!revision) throw clientException("Unable to describe task definition.");
  if (revision.status === "DELETE_IN_PROGRESS") {
    throw clientException(
      "The task definition could not be deregistered because it is in the process of being deleted.",
    );
  }
  return revision;
}

/** TD25–TD28. */
export function DeleteTaskDefinitions(sim: Simulation, input: Request<DeleteTaskDefinitionsRequest>) {
  const { taskDefinitions: identifiers } = input;
  if (!identifiers?.length) throw invalidParameter("size of TaskDefinition references list must be greater than 0");
  if (identifiers.length > 10) throw invalidParameter("Size of TaskDefinition references list cannot exceed 10");
  const deleted = new Set<Revision>();
  const failures = [];
  for (const identifier of identifiers) {
    const result = deletable(sim, identifier);
    if (typeof result === "string") {
      failures.push({ arn: identifier, reason: result });
      continue;
    }
    if (result.status !== "DELETE_IN_PROGRESS") requestDeletion(sim, result);
    deleted.add(result);
  }
  return { taskDefinitions: Array.from(deleted, (revision) => showRevision(sim, revision)), failures };
}

/** The revision to delete, or why it cannot be deleted (TD26). */
function deletable(sim: Simulation, identifier: string): Revision | string {
  let revision: Revision | undefined;
  try {
    if (parseRevisionName(identifier).number === undefined) throw clientException("Revision is missing.");
    revision = findRevision(sim, identifier);
  } catch {
    return "The specified task definition identifier is invalid. Specify a valid name or ARN and try again.";
  }
  if (!revision) {
    return "The specified task definition does not exist. Specify a valid account, family, revision and try again.";
  }
  if (revision.status === "ACTIVE" && !sim.bugged("delete-active-task-definition-succeeds")) {
    return "The specified task definition is still in ACTIVE status. Please deregister the target and try again.";
  }
  return revision;
}

/** Sorted by family, then by revision number, ascending or descending (TD29). */
export function ListTaskDefinitions(sim: Simulation, input: Request<ListTaskDefinitionsRequest>) {
  const { familyPrefix, status = "ACTIVE", sort = "ASC" } = input;
  requireOneOf("status", status, ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"]);
  requireOneOf("sort", sort, ["ASC", "DESC"]);
  const rule = {
    operation: "ListTaskDefinitions",
    defaultSize: 100,
    maximumSize: 100,
    filters: [familyPrefix, status, sort],
  };
  const families = listedFamilies(sim, familyPrefix);
  const { items, nextToken } = pageOf<string, string>(rule, input, (place) =>
    revisionsAfter(sim, sort === "DESC" ? families.toReversed() : families, status, sort === "DESC", place),
  );
  return { taskDefinitionArns: items, nextToken };
}

function listedFamilies(sim: Simulation, prefix: string | undefined): readonly string[] {
  const { families, familyNames } = sim.state;
  if (prefix === undefined) return familyNames;
  if (sim.bugged("list-task-definitions-family-is-a-prefix")) {
    return familyNames.filter((name) => name.startsWith(prefix));
  }
  return families.has(prefix) ? [prefix] : [];
}

/** Yields ARNs; a position is `family:revision`, which may have been deleted since. */
function* revisionsAfter(
  sim: Simulation,
  names: readonly string[],
  status: string,
  descending: boolean,
  place: string | undefined,
): Generator<readonly [string, string]> {
  const direction = descending ? -1 : 1;
  const [lastFamily, lastNumber] = place?.split(":") ?? [];
  for (const name of names) {
    const order = lastFamily === undefined ? 1 : direction * (name < lastFamily ? -1 : name > lastFamily ? 1 : 0);
    if (order < 0) continue;
    const revisions = [...(sim.state.families.get(name)?.revisions.values() ?? [])];
    if (descending && !sim.bugged("list-task-definitions-ignores-descending")) revisions.reverse();
    for (const revision of revisions) {
      if (order === 0 && direction * (revision.number - Number(lastNumber)) <= 0) continue;
      if (revision.status === status) yield [`${name}:${revision.number}`, revision.arn];
    }
  }
}

/** TD30: a family is ACTIVE if one of its revisions is. */
export function ListTaskDefinitionFamilies(sim: Simulation, input: Request<ListTaskDefinitionFamiliesRequest>) {
  const { familyPrefix = "", status = "ALL" } = input;
  requireOneOf("status", status, ["ACTIVE", "INACTIVE", "ALL"]);
  const rule = {
    operation: "ListTaskDefinitionFamilies",
    defaultSize: 100,
    maximumSize: 100,
    filters: [familyPrefix, status],
  };
  const { items, nextToken } = pageOf<string, string>(rule, input, (place) =>
    familiesAfter(sim, familyPrefix, status, place),
  );
  return { families: items, nextToken };
}

function* familiesAfter(sim: Simulation, prefix: string, status: string, place: string | undefined) {
  const { families, familyNames } = sim.state;
  const start = place === undefined ? placeOf(familyNames, prefix) : placeOf(familyNames, `${place}\0`);
  for (let index = start; index < familyNames.length; index++) {
    const name = familyNames[index] as string;
    if (!name.startsWith(prefix)) return;
    const active =
      (families.get(name)?.activeRevisions.length ?? 0) > 0 || sim.bugged("list-families-active-includes-inactive");
    if (status === "ALL" || (status === "ACTIVE") === active) yield [name, name] as const;
  }
}
