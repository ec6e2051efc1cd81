import type { Operation } from "../../model/registry.ts";
import type { CommandKind } from "../language/command.ts";
import type { Group } from "../language/group.ts";
import type { Random } from "../language/random.ts";
import type { Factors } from "./profile.ts";

/** The subject of one plan: situations that need several calls of one group rarely occur otherwise. */
interface Focus {
  readonly to: Group;
  /** The relative frequency. */
  readonly weight: number;
  readonly groups: Factors;
  /** The operations that most of its calls need first, in order: most such plans begin with them. */
  readonly prelude?: readonly Operation[];
}

const rare = 0.12;

const running: readonly Operation[] = ["CreateCluster", "RegisterTaskDefinition", "CreateService"];

/**
 * Services often, because rollouts have the deepest states, and tasks; other subjects are rare except in plans that
 * focus on them.
 */
const focuses: readonly Focus[] = [
  { to: "services", weight: 5, groups: { services: 3, clusters: 0.5, tags: 0.3, ...rareExcept("deployments") } },
  {
    to: "tasks",
    weight: 4,
    groups: { tasks: 4, services: 0.5, clusters: 0.6, tags: 0.4, ...rareExcept("protection") },
    prelude: ["CreateCluster", "RegisterTaskDefinition", "RunTask"],
  },
  {
    to: "deployments",
    weight: 2.5,
    groups: { services: 2, deployments: 3, ...rareExcept("deployments") },
    prelude: running,
  },
  {
    to: "taskSets",
    weight: 3,
    groups: { services: 1.5, taskSets: 6, ...rareExcept("taskSets") },
    prelude: [...running, "CreateTaskSet"],
  },
  {
    to: "protection",
    weight: 3,
    groups: { services: 1.5, tasks: 1.2, protection: 5, definitions: 0.6, clusters: 0.5, ...rareExcept("protection") },
    prelude: [...running, "ListTasks", "UpdateTaskProtection", "UpdateService"],
  },
  {
    to: "instances",
    weight: 3.5,
    groups: { instances: 4, ...rareExcept("instances", "attributes", "providers") },
    prelude: ["CreateCluster", "RegisterContainerInstance", "RegisterTaskDefinition", "RunTask"],
  },
  {
    to: "attributes",
    weight: 0.5,
    groups: { attributes: 3, ...rareExcept("attributes", "instances") },
    prelude: ["CreateCluster", "RegisterContainerInstance", "PutAttributes"],
  },
  { to: "definitions", weight: 1.5, groups: { definitions: 3, clusters: 0.5, ...rareExcept() } },
  { to: "clusters", weight: 1.5, groups: { clusters: 3, tags: 1.5, ...rareExcept() } },
  {
    to: "providers",
    weight: 1.2,
    groups: { clusters: 2, providers: 3, ...rareExcept("providers") },
    prelude: ["CreateCluster", "CreateCapacityProvider", "PutClusterCapacityProviders"],
  },
  { to: "tags", weight: 1, groups: { clusters: 2, tags: 3, ...rareExcept() } },
  { to: "account", weight: 1.2, groups: { account: 8, ...rareExcept("account") } },
];

/** Factors that make the groups rare which few servers implement, except some. */
function rareExcept(...but: readonly Group[]): Factors {
  const few: readonly Group[] = [
    "deployments",
    "taskSets",
    "protection",
    "instances",
    "attributes",
    "providers",
    "account",
  ];
  return Object.fromEntries(few.filter((group) => !but.includes(group)).map((group) => [group, rare]));
}

/** The share of plans that focus on no group. */
const evenShare = 0.12;

/** The focus of a plan with these operations. */
export function focusOf(random: Random, chosen: readonly CommandKind[]): Focus | undefined {
  const groups = new Set(chosen.map(({ group }) => group));
  const possible = focuses.filter(({ to }) => groups.has(to));
  if (possible.length === 0 || random.chance(evenShare)) return undefined;
  return random.weighted(possible.map((focus) => [focus.weight, focus] as const));
}

/** The focus on one group. */
export const focusOn = (group: Group): Focus | undefined => focuses.find(({ to }) => to === group);
