import { arn } from "../../model/language/arn.ts";
import { values } from "../../model/language/persistentMap.ts";
import type { Cluster, Service, Task } from "../../model/language/state.ts";
import type { Draw } from "../language/random.ts";
import type { PlanInput, PlanValue } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { activeClusters, clusterId, serviceNames, unborn } from "./names.ts";

/** The subnets and security groups of the target's fixtures; the run fills them in. */
export const network: PlanInput = {
  awsvpcConfiguration: { subnets: ["«subnet»"], securityGroups: ["«securityGroup»"] },
};

/** The same with a public address, which only Fargate gives (row SV13). */
export const publicNetwork: PlanInput = {
  awsvpcConfiguration: { subnets: ["«subnet»"], securityGroups: ["«securityGroup»"], assignPublicIp: "ENABLED" },
};

/** A service with the cluster it lives in. */
export interface Housed<Thing> {
  readonly cluster: Cluster;
  readonly it: Thing;
}

export const servicesIn = (scene: Scene, wanted: (service: Service) => boolean = () => true): Housed<Service>[] =>
  activeClusters(scene).flatMap((cluster) =>
    [...values(cluster.services)].filter(wanted).map((it) => ({ cluster, it })),
  );

export const tasksIn = (scene: Scene, wanted: (task: Task) => boolean = () => true): Housed<Task>[] =>
  activeClusters(scene).flatMap((cluster) => [...values(cluster.tasks)].filter(wanted).map((it) => ({ cluster, it })));

/** The service by name or full ARN; a short ARN, without the cluster, is the legacy form (row A1). */
export function serviceForm(draw: Draw, scene: Scene, { cluster, it }: Housed<Service>): PlanValue {
  const known = scene.arnOf("service", `${cluster.name}/${it.name}`);
  if (known === undefined || draw.chance(0.6)) return it.name;
  return draw.chance(0.3) ? { ...known, as: "name" } : known;
}

/** Cluster and service of one that nobody made, or of one that lives in another cluster (row G6). */
export function lostService(draw: Draw, scene: Scene): PlanInput | undefined {
  const live = activeClusters(scene);
  if (live.length === 0) return undefined;
  const cluster = draw.pick(live);
  const foreign = servicesIn(scene).filter((service) => service.cluster.name !== cluster.name);
  const own = [...values(cluster.services)].map(({ name }) => name);
  if (foreign.length > 0 && draw.chance(0.4)) {
    const { cluster: home, it } = draw.pick(foreign);
    return { cluster: cluster.name, service: scene.fullArn("service", `${home.name}/${it.name}`) };
  }
  if (draw.chance(0.2)) {
    const wrong = draw.pick([arn("service", `${cluster.name}/s1/extra`), scene.fullArn("cluster", cluster.name)]);
    return { cluster: cluster.name, service: wrong };
  }
  const name = draw.pick(unborn(serviceNames, own));
  const service = draw.chance(0.3) ? arn("service", `${cluster.name}/${name}`) : name;
  return { cluster: clusterId(draw, scene, cluster.name), service };
}

/** A task that lives in another cluster, by ARN (row G6). */
export function foreignTask(draw: Draw, scene: Scene): { cluster: string; task: PlanValue } | undefined {
  const live = activeClusters(scene);
  const cluster = live.length === 0 ? undefined : draw.pick(live).name;
  const away = tasksIn(scene, (task) => task.cluster !== cluster).flatMap(
    ({ cluster: home, it }) => scene.arnOf("task", `${home.name}/${it.id}`) ?? [],
  );
  if (cluster === undefined || away.length === 0) return undefined;
  return { cluster, task: draw.pick(away) };
}

/** Wanted counts: mostly few, now and then a dozen. */
export const desiredCount = (draw: Draw): number =>
  draw.weighted([
    [2, 0],
    [4, 1],
    [4, 2],
    [3, 3],
    [2, draw.whole(4, 6)],
    [0.6, draw.whole(7, 12)],
  ]);

/** The task by ARN or id, through the reply that named it first; undefined when none did. */
export function taskForm(draw: Draw, scene: Scene, { cluster, it }: Housed<Task>): PlanValue | undefined {
  const known = scene.arnOf("task", `${cluster.name}/${it.id}`);
  return known === undefined ? undefined : draw.chance(0.5) ? known : { ...known, as: "id" };
}
