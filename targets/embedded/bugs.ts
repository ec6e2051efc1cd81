import { callBugs } from "./bugs/calls.ts";
import type { Bug } from "./bugs/category.ts";
import { failureBugs, recoveryBugs } from "./bugs/failures.ts";
import { instanceBugs } from "./bugs/instances.ts";
import { lifeBugs } from "./bugs/lives.ts";
import { rolloutBugs } from "./bugs/rollouts.ts";
import { serverBugs } from "./bugs/server.ts";
import { serviceHealthBugs } from "./bugs/serviceHealth.ts";
import { scenarioTaskBugs, taskBugs } from "./bugs/tasks.ts";
import { wireBugs } from "./bugs/wire.ts";

export type { Bug } from "./bugs/category.ts";

const registry = [
  ...callBugs,
  ...lifeBugs,
  ...serverBugs,
  ...rolloutBugs,
  ...instanceBugs,
  ...taskBugs,
  ...wireBugs,
  ...serviceHealthBugs,
  ...failureBugs,
] as const satisfies readonly Bug[];

/** The bugs that the simulator's own tests know a plan for, in a stable order. */
export const bugs: readonly Bug[] = registry;

/** Those that a campaign must find: of the health of tasks the model foretells too little. */
export const hunted: readonly Bug[] = bugs.filter(({ category }) => category !== "service-health");

export type BugName =
  | (typeof registry)[number]["name"]
  | (typeof scenarioTaskBugs)[number]["name"]
  | (typeof recoveryBugs)[number]["name"];

/** All that can be planted: of some only scenarios tell. */
export const plantable: readonly Bug[] = [...registry, ...scenarioTaskBugs, ...recoveryBugs];

const names: ReadonlySet<string> = new Set(plantable.map((bug) => bug.name));

export function isBugName(name: string): name is BugName {
  return names.has(name);
}
