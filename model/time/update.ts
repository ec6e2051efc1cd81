import { produce } from "immer";
import { get, put } from "../language/persistentMap.ts";
import type { CapacityProvider, Cluster, ContainerInstance, Service, State, Task } from "../language/state.ts";

/** Changes one part of the state; returns the same state when nothing changes. */
const changer =
  <Thing extends object>(
    find: (state: State, thing: Thing) => Thing | undefined,
    keep: (state: State, thing: Thing) => void,
  ) =>
  (state: State, thing: Thing, change: (draft: Thing) => void): State => {
    const changed = produce(thing, change as (draft: unknown) => void);
    return find(state, thing) === changed ? state : produce(state, (draft) => keep(draft, changed));
  };

/** A cluster that exists in the state. */
const homeOf = (state: State, { cluster }: { cluster: string }): Cluster => get(state.clusters, cluster) as Cluster;

export const withCluster = changer<Cluster>(
  (state, { name }) => get(state.clusters, name),
  (state, cluster) => put(state.clusters, cluster.name, cluster),
);

export const withProvider = changer<CapacityProvider>(
  (state, { name }) => get(state.capacityProviders, name),
  (state, provider) => put(state.capacityProviders, provider.name, provider),
);

/** Also one that is not in the state yet. */
export const withTask = changer<Task>(
  (state, task) => get(homeOf(state, task).tasks, task.id),
  (state, task) => put(homeOf(state, task).tasks, task.id, task),
);

export const withService = changer<Service>(
  (state, service) => get(homeOf(state, service).services, service.name),
  (state, service) => put(homeOf(state, service).services, service.name, service),
);

export const withInstance = changer<ContainerInstance>(
  (state, instance) => get(homeOf(state, instance).containerInstances, instance.id),
  (state, instance) => put(homeOf(state, instance).containerInstances, instance.id, instance),
);
