import type { Group } from "./command.ts";

type Leaning = Readonly<Partial<Record<Group, number>>>;

/** What a campaign leans towards. */
export interface Profile {
  readonly summary: string;
  /** Factors on the commands' weights. */
  readonly groups: Leaning;
  /** Each run leans towards one of these as well: what is deep in one group is seldom reached by all at once. */
  readonly leanings?: readonly Leaning[];
  /** The share of commands that are refused on purpose. */
  readonly refused: number;
  /** Each run leaves out a random half of the operations that nothing else needs. */
  readonly swarm?: boolean;
}

export const profiles = {
  balanced: {
    summary: "all operations, one call in six refused on purpose",
    groups: {},
    leanings: [
      {},
      { services: 3, clusters: 0.6, tags: 0.3, account: 0.1 },
      { services: 3, clusters: 0.6, tags: 0.3, account: 0.1 },
      { tasks: 3, services: 0.5, tags: 0.4, account: 0.2 },
      { definitions: 3, clusters: 0.5 },
      { clusters: 2, tags: 3 },
    ],
    refused: 1 / 6,
  },
  swarm: {
    summary: "each run leaves out some operations, so that the others meet more often (Groce et al., ISSTA 2012)",
    groups: {},
    refused: 1 / 6,
    swarm: true,
  },
  services: {
    summary: "services, their tasks and rollouts",
    groups: { services: 3, definitions: 0.8, tags: 0.3, account: 0.2 },
    refused: 0.1,
  },
  tasks: {
    summary: "tasks that run, end and are stopped",
    groups: { tasks: 3, services: 0.4, tags: 0.3, account: 0.2 },
    refused: 0.1,
  },
  errors: { summary: "every other call has a fault", groups: {}, refused: 0.5 },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;
