import type { Group } from "../language/group.ts";

/** Factors for the weights of a group's commands. */
export type Factors = Readonly<Partial<Record<Group, number>>>;

/** The mix of operations in a campaign. */
export interface Profile {
  readonly summary: string;
  readonly groups: Factors;
  /** The share of commands that should be refused. */
  readonly refused: number;
  /** Also call the operations that no row describes. */
  readonly newer?: boolean;
  /** Each run leaves out a random half of the operations, except the indispensable ones. */
  readonly swarm?: boolean;
}

export const profiles = {
  balanced: { summary: "all operations, one call in six refused on purpose", groups: {}, refused: 1 / 6 },
  swarm: {
    summary: "each run leaves out some operations, so that the others meet more often (Groce et al., ISSTA 2012)",
    groups: {},
    refused: 1 / 6,
    swarm: true,
  },
  services: {
    summary: "services, their tasks and rollouts",
    groups: { services: 3, deployments: 3, taskSets: 3, definitions: 0.8, tags: 0.3, account: 0.2 },
    refused: 0.1,
  },
  tasks: {
    summary: "tasks that run, end and are stopped",
    groups: { tasks: 3, protection: 3, attributes: 3, services: 0.4, taskSets: 0.4, tags: 0.3, account: 0.2 },
    refused: 0.1,
  },
  nightly: {
    summary: "balanced, and the operations that no row describes",
    groups: {},
    refused: 1 / 6,
    newer: true,
  },
  errors: { summary: "every other call has a fault", groups: {}, refused: 0.5 },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;
