import { produce } from "immer";
import { get } from "../language/persistentMap.ts";
import type { Service, State } from "../language/state.ts";

/** The state in which a deleted service no longer drains (row SV30). */
export const withDrained = (state: State, cluster: string, name: string): State =>
  withKnowledge(state, cluster, name, { drained: true });

/** The state in which the service may have started tasks, and deployments, that the model does not know. */
export const withUnknownTasks = (state: State, cluster: string, name: string): State =>
  withKnowledge(state, cluster, name, { everWanted: true, mayHaveUnknownTasks: true, historyOpen: true });

const withKnowledge = (state: State, cluster: string, name: string, knowledge: Partial<Service["knowledge"]>): State =>
  produce(state, ({ clusters }) => {
    const home = get(clusters, cluster);
    const service = home && get(home.services, name);
    if (service !== undefined) Object.assign(service.knowledge, knowledge);
  });
