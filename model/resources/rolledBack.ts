import type { Service } from "../language/state.ts";

/**
 * It may run an earlier definition, with its network: a circuit breaker or a call may have rolled it back (row DP9).
 */
export const isPerhapsRolledBack = ({
  knowledge: { rolloutStopped, tasksEverExit, everRollsBack },
}: Service): boolean => rolloutStopped || (tasksEverExit && everRollsBack);

/** The keys of the definitions that it may run: its own first. */
export const mayRun = (service: Service): string[] => [
  service.taskDefinition,
  ...(isPerhapsRolledBack(service) ? service.deployments.map(({ taskDefinition }) => taskDefinition) : []),
];
