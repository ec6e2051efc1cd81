import { arn } from "../../model/language/arn.ts";
import { values } from "../../model/language/persistentMap.ts";
import type { Cluster, Service, Task } from "../../model/language/state.ts";
import type { Random } from "../language/random.ts";
import type { PlanInput, PlanValue, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { activeClusters, clusterId, serviceNames, unusedNames } from "./names.ts";

/** The subnets and security groups of the target's fixtures; the run fills them in. */
export const network: PlanInput = {
  awsvpcConfiguration: { subnets: ["«subnet»"], securityGroups: ["«securityGroup»"] },
};

/** The same with a public address, which only Fargate supports (row SV13). */
export const publicNetwork: PlanInput = {
  awsvpcConfiguration: { subnets: ["«subnet»"], securityGroups: ["«securityGroup»"], assignPublicIp: "ENABLED" },
};

/** A resource with the cluster it is in. */
export interface InCluster<Thing> {
  readonly cluster: Cluster;
  readonly it: Thing;
}

export const servicesIn = (
  run: SymbolicRun,
  wanted: (service: Service) => boolean = () => true,
): InCluster<Service>[] =>
  activeClusters(run).flatMap((cluster) => [...values(cluster.services)].filter(wanted).map((it) => ({ cluster, it })));

export const tasksIn = (run: SymbolicRun, wanted: (task: Task) => boolean = () => true): InCluster<Task>[] =>
  activeClusters(run).flatMap((cluster) => [...values(cluster.tasks)].filter(wanted).map((it) => ({ cluster, it })));

/** The service by name or full ARN; a short ARN, without the cluster, is the legacy form (row A1). */
export function serviceForm(random: Random, run: SymbolicRun, { cluster, it }: InCluster<Service>): PlanValue {
  const known = run.arnOf("service", `${cluster.name}/${it.name}`);
  if (known === undefined || random.chance(0.6)) return it.name;
  return random.chance(0.3) ? { ...known, as: "name" } : known;
}

/** Cluster and service of a service that does not exist, or of one in another cluster (row G6) or elsewhere (row A9). */
export function absentService(random: Random, run: SymbolicRun): PlanInput | undefined {
  const live = activeClusters(run);
  if (live.length === 0) return undefined;
  const cluster = random.pick(live);
  const foreign = servicesIn(run).filter((service) => service.cluster.name !== cluster.name);
  const own = [...values(cluster.services)].map(({ name }) => name);
  const away = serviceFromElsewhere(random, run, cluster);
  if (away !== undefined) return { cluster: cluster.name, service: away };
  if (foreign.length > 0 && random.chance(0.4)) {
    const { cluster: home, it } = random.pick(foreign);
    return { cluster: cluster.name, service: run.fullArn("service", `${home.name}/${it.name}`) };
  }
  if (random.chance(0.2)) {
    const wrong = random.pick([arn("service", `${cluster.name}/s1/extra`), run.fullArn("cluster", cluster.name)]);
    return { cluster: cluster.name, service: wrong };
  }
  const name = random.pick(unusedNames(serviceNames, own));
  const service = random.chance(0.3) ? arn("service", `${cluster.name}/${name}`) : name;
  return { cluster: clusterId(random, run, cluster.name), service };
}

/** A service of the cluster, by its ARN elsewhere. */
export const serviceFromElsewhere = (random: Random, run: SymbolicRun, cluster: Cluster): Reference | undefined =>
  fromElsewhere(
    random,
    [...values(cluster.services)].map(({ name }) => run.arnOf("service", `${cluster.name}/${name}`)),
  );

/** A task of the cluster, by its ARN elsewhere. */
export const taskFromElsewhere = (random: Random, run: SymbolicRun, cluster: Cluster): Reference | undefined =>
  fromElsewhere(
    random,
    [...values(cluster.tasks)].map(({ id }) => run.arnOf("task", `${cluster.name}/${id}`)),
  );

/** A task in another cluster (row G6) or elsewhere (row A9), by ARN. */
export function taskOfAnotherCluster(
  random: Random,
  run: SymbolicRun,
): { cluster: string; task: PlanValue } | undefined {
  const live = activeClusters(run);
  if (live.length === 0) return undefined;
  const cluster = random.pick(live);
  const elsewhere = taskFromElsewhere(random, run, cluster);
  if (elsewhere !== undefined) return { cluster: cluster.name, task: elsewhere };
  const away = tasksIn(run, (task) => task.cluster !== cluster.name).flatMap(
    ({ cluster: home, it }) => run.arnOf("task", `${home.name}/${it.id}`) ?? [],
  );
  return away.length === 0 ? undefined : { cluster: cluster.name, task: random.pick(away) };
}

/** Desired counts: mostly low, sometimes a dozen. */
export const desiredCount = (random: Random): number =>
  random.weighted([
    [2, 0],
    [4, 1],
    [4, 2],
    [3, 3],
    [2, random.whole(4, 6)],
    [0.6, random.whole(7, 12)],
  ]);

/** The task by ARN or id, through the reply that first showed it; undefined when none did. */
export function taskForm(random: Random, run: SymbolicRun, { cluster, it }: InCluster<Task>): PlanValue | undefined {
  const known = run.arnOf("task", `${cluster.name}/${it.id}`);
  return known === undefined ? undefined : random.chance(0.5) ? known : { ...known, as: "id" };
}
