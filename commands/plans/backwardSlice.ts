import { kindOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import { isRead, resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import type { Command, Plan } from "../language/plan.ts";
import { isReference, mapLeaves, type PlanValue, referencesIn } from "../language/reference.ts";

/** The commands the failing one depends on, directly or not: by reference or by a resource they name in common. */
export function backwardSlice(plan: Plan, failing: number): number[] {
  const needed = new Set([failing]);
  const names = new Set(namesOf(plan[failing]));
  for (let index = failing; index >= 0; index--) {
    const command = plan[index];
    if (command === undefined) continue;
    const mine = namesOf(command);
    if (!needed.has(index) && !mine.some((name) => names.has(name))) continue;
    needed.add(index);
    for (const { ref } of referencesIn(command.input)) {
      needed.add(ref[0]);
      for (const name of namesOf(plan[ref[0]])) names.add(name);
    }
    if (makes(command)) for (const name of mine) names.add(name);
  }
  return inOrder(needed);
}

/**
 * The commands about the very thing the failing one is about, and those that make what these need: of two services
 * in one cluster the other one's commands are left out.
 */
export function narrowSlice(plan: Plan, failing: number): number[] {
  const subjects = new Set(subjectsOf(plan, failing));
  const needed = new Set([failing]);
  const wanted = new Set<string>();
  for (let index = failing; index >= 0; index--) {
    const command = plan[index];
    if (command === undefined) continue;
    const mine = namesOf(command);
    const shared = subjectsOf(plan, index).some((subject) => subjects.has(subject));
    if (!needed.has(index) && !shared && !(makes(command) && mine[0] !== undefined && wanted.has(mine[0]))) continue;
    needed.add(index);
    for (const { ref } of referencesIn(command.input)) needed.add(ref[0]);
    for (const name of mine) wanted.add(name);
  }
  return inOrder(needed);
}

/** The last write about a resource (`service:c1/s1`, `task:c1/«task:3.0»`), by its name or by a reference to it. */
export function lastWriteAbout(plan: Plan, resource: string): number | undefined {
  const maker = /«[a-z]+:(\d+)[^»]*»$/i.exec(resource)?.[1];
  const subjects = new Set<string>([keyOf(resource), ...(maker === undefined ? [] : [madeBy(Number(maker))])]);
  const writes = [...plan.keys()].filter((index) => !isRead(plan[index]?.operation ?? ""));
  return writes.findLast((index) => subjectsOf(plan, index).some((subject) => subjects.has(subject)));
}

const keyOf = (resource: string): string =>
  resource.startsWith("revision:") || resource.startsWith("definition:")
    ? `family:${resource.split(":")[1] ?? ""}`
    : resource;

const madeBy = (index: number): string => `made by ${index}`;

/** What a command is about: the most special thing it names, and what the calls it refers to made. */
function subjectsOf(plan: Plan, index: number): string[] {
  const command = plan[index];
  if (command === undefined) return [];
  const names = namesOf(command);
  const rank = (name: ResourceKey): number =>
    ["setting", "capacityProvider", "cluster", "family", "service", "containerInstance", "task"].indexOf(kindOf(name));
  const highest = Math.max(-1, ...names.map(rank));
  const subjects: string[] = names.filter((name) => rank(name) === highest);
  if (makes(command)) subjects.push(madeBy(index));
  for (const { ref } of referencesIn(command.input)) {
    const [target] = ref;
    const isSubject = target < index && !makesAnew(command);
    if (isSubject) subjects.push(...subjectsOf(plan, target));
  }
  return subjects;
}

const makes = ({ operation }: Command): boolean => cardOf(operation)?.creates !== undefined;

/**
 * What makes something new is about that, and about nothing it refers to; a registration may take in again the very
 * container instance it refers to (row CI1).
 */
const makesAnew = (command: Command): boolean =>
  makes(command) && cardOf(command.operation)?.creates !== "containerInstance";

const inOrder = (indices: ReadonlySet<number>): number[] => [...indices].sort((a, b) => a - b);

const namesOf = (command: Command | undefined): ResourceKey[] =>
  command === undefined
    ? []
    : resourcesOf(command.operation, withoutReferences(command.input) as Record<string, unknown>);

const withoutReferences = (input: PlanValue): PlanValue =>
  mapLeaves(input, (leaf) => (isReference(leaf) ? null : leaf));
