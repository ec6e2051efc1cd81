import type { CommandKind, Group } from "./command.ts";
import type { Draw } from "./draw.ts";
import type { Factors } from "./profile.ts";

/** What one plan is mostly about: what takes several calls of one group to set up seldom comes about otherwise. */
interface Leaning {
  readonly to: Group;
  /** How often, in comparison with the others. */
  readonly weight: number;
  readonly groups: Factors;
}

/**
 * Services often, since rollouts lie deepest; container instances, too: to see one at work takes a cluster, a
 * definition for EC2 and tasks.
 */
const leanings: readonly Leaning[] = [
  { to: "services", weight: 4, groups: { services: 3, clusters: 0.6, tags: 0.3, account: 0.1 } },
  { to: "instances", weight: 3, groups: { instances: 4 } },
  { to: "tasks", weight: 2, groups: { tasks: 3, services: 0.5, tags: 0.4, account: 0.2 } },
  { to: "definitions", weight: 1, groups: { definitions: 3, clusters: 0.5 } },
  { to: "clusters", weight: 1, groups: { clusters: 3, tags: 1.5 } },
  { to: "tags", weight: 0.5, groups: { clusters: 2, tags: 3 } },
  { to: "account", weight: 0.5, groups: { account: 4 } },
];

/** The share of plans that lean to no group. */
const evenShare = 0.2;

/** What a plan of these operations leans to. */
export function leaningOf(draw: Draw, chosen: readonly CommandKind[]): Leaning | undefined {
  const groups = new Set(chosen.map(({ group }) => group));
  const possible = leanings.filter(({ to }) => groups.has(to));
  if (possible.length === 0 || draw.chance(evenShare)) return undefined;
  return draw.weighted(possible.map((leaning) => [leaning.weight, leaning] as const));
}
