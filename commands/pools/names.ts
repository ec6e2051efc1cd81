import { arn } from "../../model/language/arn.ts";
import { values } from "../../model/language/persistentMap.ts";
import { defaultCluster } from "../../model/language/resource.ts";
import type { Cluster } from "../../model/language/state.ts";
import type { Draw } from "../language/random.ts";
import type { PlanValue } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";

/** Few names, so that collisions are likely: two differ only in case, one family begins like another. */
export const clusterNames = ["c1", "c2", "C1"] as const;
export const serviceNames = ["s1", "s2", "S1"] as const;
export const familyNames = ["f", "ff", "F"] as const;

/** Names nothing ever bears. */
export const ghost = "ghost";

/** Names outside the charset of row A4. */
export const badNames = ["bad name", "c!", "a.b"] as const;

export const clustersIn = (scene: Scene): Cluster[] => [...values(scene.state.clusters)];

export const activeClusters = (scene: Scene): Cluster[] =>
  clustersIn(scene).filter((cluster) => cluster.status === "ACTIVE");

/** The cluster by name or full ARN (row A2). */
export const clusterId = (draw: Draw, scene: Scene, name: string): PlanValue =>
  draw.chance(0.3) ? scene.fullArn("cluster", name) : name;

/** The cluster in one of its forms; `default` also by naming none (row A2). */
export const clusterForm = (draw: Draw, scene: Scene, name: string): PlanValue | undefined =>
  name === defaultCluster && draw.chance(0.6) ? undefined : clusterId(draw, scene, name);

/** Names nobody bears in this scene: some differ from a living one only in case. */
export const unborn = (pool: readonly string[], known: Iterable<string>): string[] => {
  const taken = new Set(known);
  return [ghost, ...pool.filter((name) => !taken.has(name))];
};

/** A cluster nobody made, in one of its forms, or one that was deleted. */
export function lostCluster(draw: Draw, scene: Scene): PlanValue {
  const gone = clustersIn(scene).filter((cluster) => cluster.status === "INACTIVE");
  if (gone.length > 0 && draw.chance(0.5)) return clusterId(draw, scene, draw.pick(gone).name);
  if (draw.chance(0.15)) return draw.pick([...badNames, arn("cluster", "c1/extra"), arn("service", "c1/s1")]);
  return missingCluster(draw, scene);
}

/** A cluster nobody made, by name or full ARN. */
export function missingCluster(draw: Draw, scene: Scene): PlanValue {
  const name = draw.pick(
    unborn(
      clusterNames,
      clustersIn(scene).map((cluster) => cluster.name),
    ),
  );
  return draw.chance(0.3) ? arn("cluster", name) : name;
}
