import { arn } from "../../model/language/arn.ts";
import { values } from "../../model/language/persistentMap.ts";
import { defaultCluster } from "../../model/language/resource.ts";
import type { Cluster } from "../../model/language/state.ts";
import type { Random } from "../language/random.ts";
import type { PlanValue, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { fromElsewhere } from "./elsewhere.ts";

/** Few names, so that collisions are likely: two differ only in case, one family is a prefix of another. */
export const clusterNames = ["c1", "c2", "C1"] as const;
export const serviceNames = ["s1", "s2", "S1"] as const;
export const familyNames = ["f", "ff", "F"] as const;

/** A name that nothing ever has. */
export const neverCreated = "ghost";

/** Names with characters that row A4 does not permit. */
export const badNames = ["bad name", "c!", "a.b"] as const;

export const clustersIn = (run: SymbolicRun): Cluster[] => [...values(run.state.clusters)];

export const activeClusters = (run: SymbolicRun): Cluster[] =>
  clustersIn(run).filter((cluster) => cluster.status === "ACTIVE");

/** The cluster by name or full ARN (row A2). */
export const clusterId = (random: Random, run: SymbolicRun, name: string): PlanValue =>
  random.chance(0.3) ? run.fullArn("cluster", name) : name;

/** The cluster in one of its forms; `default` also by omitting it (row A2). */
export const clusterForm = (random: Random, run: SymbolicRun, name: string): PlanValue | undefined =>
  name === defaultCluster && random.chance(0.6) ? undefined : clusterId(random, run, name);

/** Names that nothing has in this state; some differ from an existing one only in case. */
export const unusedNames = (pool: readonly string[], known: Iterable<string>): string[] => {
  const taken = new Set(known);
  return [neverCreated, ...pool.filter((name) => !taken.has(name))];
};

/** A cluster that never existed, in one of its forms, or one that was deleted. */
export function absentCluster(random: Random, run: SymbolicRun): PlanValue {
  const gone = clustersIn(run).filter((cluster) => cluster.status === "INACTIVE");
  if (gone.length > 0 && random.chance(0.7)) return clusterId(random, run, random.pick(gone).name);
  if (random.chance(0.15)) return random.pick([...badNames, arn("cluster", "c1/extra"), arn("service", "c1/s1")]);
  return neverCreatedCluster(random, run);
}

/** A cluster by its ARN elsewhere. */
export const clusterFromElsewhere = (random: Random, run: SymbolicRun): Reference | undefined =>
  fromElsewhere(
    random,
    clustersIn(run).map(({ name }) => run.arnOf("cluster", name)),
  );

/** A cluster that never existed, by name or full ARN, or one of elsewhere. */
export function neverCreatedCluster(random: Random, run: SymbolicRun): PlanValue {
  const away = clusterFromElsewhere(random, run);
  if (away !== undefined) return away;
  const name = random.pick(
    unusedNames(
      clusterNames,
      clustersIn(run).map((cluster) => cluster.name),
    ),
  );
  return random.chance(0.3) ? arn("cluster", name) : name;
}
