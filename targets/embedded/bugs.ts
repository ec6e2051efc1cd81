import { callBugs } from "./bugs/calls.ts";
import type { Bug } from "./bugs/category.ts";
import { definitionBugs } from "./bugs/definitions.ts";
import { failureBugs, recoveryBugs } from "./bugs/failures.ts";
import { instanceBugs } from "./bugs/instances.ts";
import { lifeBugs } from "./bugs/lives.ts";
import { memberBugs } from "./bugs/members.ts";
import { pageBugs } from "./bugs/pages.ts";
import { requestBugs } from "./bugs/requests.ts";
import { rolloutBugs } from "./bugs/rollouts.ts";
import { serverBugs } from "./bugs/server.ts";
import { serviceHealthBugs } from "./bugs/serviceHealth.ts";
import { scenarioTaskBugs, taskBugs } from "./bugs/tasks.ts";
import { wireBugs } from "./bugs/wire.ts";

export type { Bug } from "./bugs/category.ts";

const registry = [
  ...callBugs,
  ...lifeBugs,
  ...definitionBugs,
  ...serverBugs,
  ...rolloutBugs,
  ...instanceBugs,
  ...taskBugs,
  ...wireBugs,
  ...serviceHealthBugs,
  ...failureBugs,
  ...memberBugs,
  ...requestBugs,
] as const satisfies readonly Bug[];

/** The bugs for which the simulator's own tests have a plan, in a stable order. */
export const bugs: readonly Bug[] = registry;

/** The bugs that a campaign must find. The model predicts too little about the health of tasks to find all. */
export const hunted: readonly Bug[] = bugs.filter(({ category }) => category !== "service-health");

export type BugName =
  | (typeof registry)[number]["name"]
  | (typeof scenarioTaskBugs)[number]["name"]
  | (typeof recoveryBugs)[number]["name"]
  | (typeof pageBugs)[number]["name"];

/** All bugs that can be planted; some are found only by scenarios. */
export const plantable: readonly Bug[] = [...registry, ...scenarioTaskBugs, ...recoveryBugs, ...pageBugs];

const names: ReadonlySet<string> = new Set(plantable.map((bug) => bug.name));

export function isBugName(name: string): name is BugName {
  return names.has(name);
}
