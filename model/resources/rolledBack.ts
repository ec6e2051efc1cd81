import type { Service } from "../language/state.ts";

/** It may run an earlier definition, with the network of that time: a breaker or somebody rolled it back (row DP9). */
export const isPerhapsRolledBack = ({
  knowledge: { rolloutStopped, tasksEverExit, everRollsBack },
}: Service): boolean => rolloutStopped || (tasksEverExit && everRollsBack);

/** The definitions it may run, by their keys: its own first. */
export const mayRun = (service: Service): string[] => [
  service.taskDefinition,
  ...(isPerhapsRolledBack(service) ? service.deployments.map(({ taskDefinition }) => taskDefinition) : []),
];
