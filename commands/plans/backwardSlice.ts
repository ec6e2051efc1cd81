import { kindOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import { isRead, resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import type { Command, Plan } from "../language/plan.ts";
import { isReference, mapLeaves, type PlanValue, referencesIn } from "../language/reference.ts";

/**
 * The commands on which the failing one depends, directly or indirectly: by reference or by a resource that both name.
 */
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
 * The commands on the same resource as the failing one, and those that create what these need: of two services in one
 * cluster, the commands of the other one are left out.
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

/** The failing command with only those that create what it needs: enough where the mistake is in one call alone. */
export function creatorSlice(plan: Plan, failing: number): number[] {
  const needed = new Set([failing]);
  const wanted = new Set<string>();
  for (let index = failing; index >= 0; index--) {
    const command = plan[index];
    if (command === undefined) continue;
    const [subject, ...others] = namesOf(command);
    const isWanted = makes(command) && subject !== undefined && wanted.has(subject);
    if (!needed.has(index) && !isWanted) continue;
    needed.add(index);
    for (const { ref } of referencesIn(command.input)) needed.add(ref[0]);
    if (isWanted) wanted.delete(subject);
    else if (subject !== undefined) wanted.add(subject);
    for (const name of others) wanted.add(name);
  }
  return inOrder(needed);
}

/** The last write to a resource (`service:c1/s1`, `task:c1/«task:3.0»`), by its name or by a reference to it. */
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

/** What a command is about: the most specific resource it names, and what the calls created to which it refers. */
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
 * A command that creates something is about that, and not about what it refers to; but a registration may register
 * again the very container instance to which it refers (row CI1).
 */
const makesAnew = (command: Command): boolean =>
  makes(command) && cardOf(command.operation)?.creates !== "containerInstance";

const inOrder = (indices: ReadonlySet<number>): number[] => [...indices].sort((a, b) => a - b);

const namesOf = (command: Command | undefined): readonly ResourceKey[] =>
  command === undefined
    ? []
    : resourcesOf(command.operation, withoutReferences(command.input) as Record<string, unknown>);

const withoutReferences = (input: PlanValue): PlanValue =>
  mapLeaves(input, (leaf) => (isReference(leaf) ? null : leaf));
