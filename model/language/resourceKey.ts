/** The kinds of resources that can be in quarantine, and that looks read. */
export type ResourceKind =
  | "cluster"
  | "service"
  | "family"
  | "revision"
  | "task"
  | "containerInstance"
  | "capacityProvider"
  | "setting";

/** A resource's key: `cluster:c1`, `service:c1/s1`, `family:f`, `revision:f:1`, `task:c1/«task:3.0»`, `containerInstance:c1/«…»`. */
export type ResourceKey = `${ResourceKind}:${string}`;

export const resourceKey = (kind: ResourceKind, name: string): ResourceKey => `${kind}:${name}`;

export const kindOf = (key: ResourceKey): ResourceKind => key.slice(0, key.indexOf(":")) as ResourceKind;

/** `c1`, `c1/s1`, `c1/«task:3.0»`. */
export const nameOf = (key: ResourceKey): string => key.slice(key.indexOf(":") + 1);

/** The names of the resources of one kind. */
export const namesOf = (keys: readonly ResourceKey[], kind: ResourceKind): string[] =>
  keys.filter((key) => kindOf(key) === kind).map(nameOf);

/** The cluster of a resource; undefined for one that is in no cluster. */
export const clusterAround = (key: ResourceKey): string | undefined =>
  ["service", "task", "containerInstance"].includes(kindOf(key)) ? /^([^/]+)\//.exec(nameOf(key))?.[1] : undefined;
