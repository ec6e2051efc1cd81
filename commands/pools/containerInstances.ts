import { values } from "../../model/language/persistentMap.ts";
import type { Cluster, ContainerInstance, Revision } from "../../model/language/state.ts";
import { isFargate } from "../../model/placement/placement.ts";
import { lifetimeOf } from "../../model/resources/taskLifetime.ts";
import type { Random } from "../language/random.ts";
import type { PlanInput, PlanValue, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { activeClusters } from "./names.ts";
import { isLaunchable, revisionsIn } from "./revisions.ts";
import type { InCluster } from "./services.ts";

/** Ids of container instances that do not exist. */
export const unknownInstances = ["fedcba98765432100123456789abcdef", "00112233445566778899aabbccddeeff"] as const;

export const instancesOf = (
  cluster: Cluster,
  wanted: (instance: ContainerInstance) => boolean,
): InCluster<ContainerInstance>[] =>
  [...values(cluster.containerInstances)].filter(wanted).map((it) => ({ cluster, it }));

export const instancesIn = (
  run: SymbolicRun,
  wanted: (instance: ContainerInstance) => boolean = isRegistered,
): InCluster<ContainerInstance>[] => activeClusters(run).flatMap((cluster) => instancesOf(cluster, wanted));

export const isRegistered = ({ status }: ContainerInstance): boolean => status !== "INACTIVE";

/** Those with running tasks: what happens to the instance shows in its tasks. */
export const busyInstances = (run: SymbolicRun): InCluster<ContainerInstance>[] =>
  instancesIn(run).filter(({ cluster, it }) =>
    [...values(cluster.tasks)].some((task) => !task.stopping && task.placedOn?.includes(it.id)),
  );

/** Mostly instances with running tasks; without any, another one, but rarely. */
export function busyOrAny(random: Random, run: SymbolicRun): InCluster<ContainerInstance>[] {
  const busy = busyInstances(run);
  if (busy.length > 0 && random.chance(0.7)) return busy;
  return random.chance(0.35) ? instancesIn(run) : [];
}

/** Clusters that can place tasks for EC2. */
export const clustersWithInstances = (run: SymbolicRun): Cluster[] =>
  activeClusters(run).filter((cluster) => instancesOf(cluster, ({ status }) => status === "ACTIVE").length > 0);

/** The instance by ARN or id, through the reply that first showed it; undefined when none did. */
export function instanceForm(
  random: Random,
  run: SymbolicRun,
  { cluster, it }: InCluster<ContainerInstance>,
): Reference | undefined {
  const known = run.arnOf("containerInstance", `${cluster.name}/${it.id}`);
  return known === undefined ? undefined : random.chance(0.5) ? known : { ...known, as: "id" };
}

/** An instance of the cluster, by its ARN elsewhere. */
export const instanceFromElsewhere = (random: Random, run: SymbolicRun, cluster: Cluster): Reference | undefined =>
  fromElsewhere(
    random,
    [...values(cluster.containerInstances)].map(({ id }) => run.arnOf("containerInstance", `${cluster.name}/${id}`)),
  );

/** An instance of another cluster (row G6) or of elsewhere (row A9), by ARN. */
export function foreignInstance(
  random: Random,
  run: SymbolicRun,
): { cluster: string; instance: PlanValue } | undefined {
  const live = activeClusters(run);
  if (live.length === 0) return undefined;
  const cluster = random.pick(live);
  const elsewhere = instanceFromElsewhere(random, run, cluster);
  if (elsewhere !== undefined) return { cluster: cluster.name, instance: elsewhere };
  const away = instancesIn(run, (instance) => isRegistered(instance) && instance.cluster !== cluster.name).flatMap(
    ({ cluster: home, it }) => run.arnOf("containerInstance", `${home.name}/${it.id}`) ?? [],
  );
  return away.length === 0 ? undefined : { cluster: cluster.name, instance: random.pick(away) };
}

/** A revision for instances: mostly one whose tasks keep running. */
export function revisionForInstances(random: Random, run: SymbolicRun): Revision | undefined {
  const fit = revisionsIn(run, (revision) => isLaunchable(revision) && !isFargate(revision.definition));
  const steady = fit.filter(({ definition }) => lifetimeOf(definition).kind === "runs");
  const pool = steady.length > 0 && random.chance(0.75) ? steady : fit;
  return pool.length === 0 ? undefined : random.pick(pool);
}

/** Resources for a few tasks, so that they run out: CPU units and MiB. */
const sizes = [
  [128, 256],
  [256, 256],
  [1024, 512],
  [128, 2048],
  [2048, 4096],
] as const;

/** The resources that an agent reports for its machine; the ports are those of Docker, ssh and the agent itself. */
export function resources(random: Random): PlanInput[] {
  const [cpu, memory] = random.pick(sizes);
  const ports = ["22", "2375", "2376", "51678", "51679"];
  return [
    { name: "CPU", type: "INTEGER", integerValue: cpu },
    { name: "MEMORY", type: "INTEGER", integerValue: memory },
    { name: "PORTS", type: "STRINGSET", stringSetValue: random.chance(0.2) ? [...ports, "8000"] : ports },
    { name: "PORTS_UDP", type: "STRINGSET", stringSetValue: [] },
  ];
}

/** The agent's identity document for its EC2 instance, which the run fills in; emulators check no signature. */
export const identity = (random: Random): PlanInput => ({
  instanceIdentityDocument: JSON.stringify({
    version: "2017-09-30",
    instanceId: `«ec2Instance:${hexadecimal(random, 16)}»`,
  }),
  instanceIdentityDocumentSignature: "c2lnbmF0dXJl",
});

const hexadecimal = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.whole(0, 15).toString(16)).join("");

/** Attributes for constraints and filters. */
export const instanceAttributes = (random: Random): PlanInput[] =>
  random.some<PlanInput>(
    [{ name: "stack", value: random.pick(["a", "b"]) }, { name: "ecs.os-type", value: "linux" }, { name: "gpu" }],
    1,
    3,
  );
