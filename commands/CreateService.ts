import { get, values } from "../model/language/persistentMap.ts";
import type { Revision } from "../model/language/state.ts";
import { isFargate } from "../model/placement/placement.ts";
import { lifetimeOf } from "../model/resources/taskLifetime.ts";
import { command } from "./language/command.ts";
import { given, type Random } from "./language/random.ts";
import { type PlanInput, without } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import { clustersWithInstances, revisionForInstances } from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, badNames, clusterForm, neverCreated, serviceNames } from "./pools/names.ts";
import { placementStrategies } from "./pools/placement.ts";
import { isLaunchable, revisionForm, revisionsIn } from "./pools/revisions.ts";
import { badlyProvided, balanced, excludingMembers, wrongLinks } from "./pools/serviceFaults.ts";
import { desiredCount, network, publicNetwork, servicesIn } from "./pools/services.ts";
import { badTags, tags } from "./pools/tags.ts";

/** Bounds worth trying: each can still roll out (row DP3). Whether 100 and 100 are refused is open (row SV41). */
const bounds: readonly (readonly [number, number])[] = [
  [100, 200],
  [50, 200],
  [0, 100],
  [50, 100],
  [100, 150],
  [75, 125],
];

/** One bound that fits whatever the other one is. */
const oneBound: readonly PlanInput[] = [
  { minimumHealthyPercent: 0 },
  { minimumHealthyPercent: 50 },
  { maximumPercent: 150 },
  { maximumPercent: 200 },
];

export const deploymentConfiguration = (random: Random): PlanInput => {
  const [minimumHealthyPercent, maximumPercent] = random.pick(bounds);
  const enable = random.chance(0.8);
  return given({
    ...(random.chance(0.25) ? random.pick(oneBound) : { minimumHealthyPercent, maximumPercent }),
    deploymentCircuitBreaker: random.maybe(0.7, () => ({ enable, rollback: enable && random.chance(0.75) })),
  });
};

/** Bounds that no service takes (row SV40). */
export const badPercents = (random: Random): PlanInput =>
  random.pick<PlanInput>([{ minimumHealthyPercent: 101 }, { maximumPercent: 99, minimumHealthyPercent: 50 }]);

/** A metric that ECS takes each 20 or 60 seconds (row SV62). */
export const monitoring = (random: Random): PlanInput => ({
  metricConfigurations: [
    {
      metricNames: random.some(["CPUUtilization", "MemoryUtilization"], 1, 2),
      resolutionSeconds: random.pick([20, 60]),
    },
  ],
});

/** Monitoring with one fault each (row SV62). */
export const badMonitoring = (random: Random): PlanInput =>
  random.pick<PlanInput>([
    { metricConfigurations: [{ metricNames: ["CPUUtilization"], resolutionSeconds: 30 }] },
    { metricConfigurations: [{ metricNames: ["DiskUtilization"], resolutionSeconds: 20 }] },
    { metricConfigurations: [{ metricNames: ["CPUUtilization", "CPUUtilization"], resolutionSeconds: 20 }] },
  ]);

/** A circuit breaker with a threshold that ECS refuses (row SV61). */
export const badBreaker = (random: Random): PlanInput => ({
  deploymentCircuitBreaker: {
    enable: true,
    rollback: false,
    thresholdConfiguration: random.pick<PlanInput>([
      { type: "COUNT", value: 0 },
      { type: "BOUNDED_PERCENT", value: 101 },
      { type: "SHARE", value: 1 },
    ]),
  },
});

/** What a DAEMON service does not take (rows SV4, SV42). */
const badDaemon = (random: Random): PlanInput =>
  random.pick<PlanInput>([
    { desiredCount: 1 },
    { deploymentConfiguration: { maximumPercent: 200 } },
    { availabilityZoneRebalancing: "ENABLED" },
  ]);

/** A revision to run: with the given chance one whose tasks keep running, otherwise any. */
export function revision(random: Random, run: SymbolicRun, steadyChance = 0.85): Revision | undefined {
  const active = revisionsIn(run, isLaunchable);
  const steady = active.filter(({ definition }) => lifetimeOf(definition).kind === "runs" && isFargate(definition));
  const pool = steady.length > 0 && random.chance(steadyChance) ? steady : active;
  return pool.length === 0 ? undefined : random.pick(pool);
}

/** The launch type and network for this definition: Fargate if it is for Fargate, otherwise EC2. */
export const placement = (random: Random, definition: Revision["definition"]): PlanInput => ({
  ...(isFargate(definition) ? { launchType: "FARGATE" } : random.chance(0.5) ? { launchType: "EC2" } : {}),
  ...(definition.networkMode === "awsvpc"
    ? { networkConfiguration: isFargate(definition) && random.chance(0.5) ? publicNetwork : network }
    : {}),
});

const external: PlanInput = { type: "EXTERNAL" };

const codeDeploy: PlanInput = { type: "CODE_DEPLOY" };

/** How often a service has the EXTERNAL controller: few plans have one, and those have several. */
function externalShare(run: SymbolicRun): number {
  if (servicesIn(run, ({ controller }) => controller === "EXTERNAL").length > 0) return 0.5;
  return run.focus === "taskSets" ? 0.85 : 0.06;
}

const daemon: PlanInput = { schedulingStrategy: "DAEMON" };

export const CreateService = command({
  operation: "CreateService",
  group: "services",
  weight: 7,
  refusalWeight: 24,
  keeps: ["desiredCount", "launchType", "networkConfiguration", "deploymentController"],
  indispensable: true,
  accepted(random, run) {
    // Sometimes a service for the container instances of a cluster that has some.
    const held = random.chance(0.2) ? clustersWithInstances(run) : [];
    const fit = held.length === 0 ? undefined : revisionForInstances(random, run);
    const chosen = fit ?? revision(random, run);
    const live = fit === undefined ? activeClusters(run) : held;
    if (chosen === undefined || live.length === 0) return undefined;
    const cluster = random.pick(live);
    const taken = new Set(
      [...values(cluster.services)].filter(({ status }) => status === "ACTIVE").map(({ name }) => name),
    );
    const free = serviceNames.filter((name) => !taken.has(name));
    if (free.length === 0) return undefined;
    if (random.chance(externalShare(run)))
      return {
        ...given({ cluster: clusterForm(random, run, cluster.name) }),
        serviceName: random.pick(free),
        desiredCount: desiredCount(random),
        deploymentController: external,
      };
    const named = {
      cluster: clusterForm(random, run, cluster.name),
      serviceName: random.pick(free),
      taskDefinition: revisionForm(random, run, chosen),
    };
    if (fit !== undefined && random.chance(0.35))
      return given({ ...named, ...daemon, ...placement(random, chosen.definition) });
    const balancer = balanced(chosen.definition);
    const isBalanced = balancer !== undefined && random.chance(0.3);
    const placed = { ...named, desiredCount: desiredCount(random), ...placement(random, chosen.definition) };
    if (isBalanced) return given({ ...placed, ...balancer, deploymentController: random.maybe(0.7, () => codeDeploy) });
    return given({
      ...placed,
      deploymentConfiguration: random.maybe(0.5, () => deploymentConfiguration(random)),
      enableExecuteCommand: random.maybe(chosen.definition.taskRoleArn === undefined ? 0 : 0.2, () => true),
      placementStrategy: random.maybe(isFargate(chosen.definition) ? 0 : 0.35, () => [
        random.pick(placementStrategies),
      ]),
      availabilityZoneRebalancing: random.maybe(0.08, () => "DISABLED"),
      monitoring: random.maybe(0.05, () => monitoring(random)),
      propagateTags: random.maybe(0.1, () => "SERVICE"),
      tags: random.maybe(0.2, () => tags(random)),
      clientToken: random.maybe(0.2, () => random.pick(["t1", "t2"])),
    });
  },
  refused(random, run) {
    const chosen = revision(random, run);
    const live = activeClusters(run);
    if (chosen === undefined || live.length === 0) return undefined;
    const [service] = servicesIn(run, ({ status }) => status === "ACTIVE");
    const cluster = random.pick(live);
    // A name in use would be a second mistake (row G10).
    const free = serviceNames.filter((name) => get(cluster.services, name) === undefined);
    const named: PlanInput = {
      cluster: cluster.name,
      serviceName: free.length === 0 ? neverCreated : random.pick(free),
    };
    const sound: PlanInput = {
      ...named,
      taskDefinition: revisionForm(random, run, chosen),
      desiredCount: 1,
      ...placement(random, chosen.definition),
    };
    const onEc2 = revisionsIn(run, (each) => isLaunchable(each) && fitsEc2(each.definition))[0];
    const otherPlace = { capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }] };
    return random.weighted<PlanInput | undefined>([
      [2, { ...sound, cluster: absentCluster(random, run) }],
      [2, { ...sound, taskDefinition: random.pick(["ghost", "ghost:1", `${chosen.family}:999`]) }],
      [2, { ...sound, serviceName: random.pick(badNames) }],
      [1, { ...sound, deploymentController: external }],
      [1, { ...named, deploymentController: external, ...daemon }],
      [1, { ...sound, desiredCount: -1 }],
      [1, { ...sound, deploymentConfiguration: random.pick([badPercents, badBreaker])(random) }],
      [1, { ...sound, monitoring: badMonitoring(random) }],
      [1, chosen.definition.taskRoleArn === undefined ? { ...sound, enableExecuteCommand: true } : undefined],
      [0.5, { ...sound, clientToken: "t".repeat(37) }],
      [0.5, { ...sound, schedulingStrategy: "SPREAD" }],
      [1, { ...without(without(sound, "desiredCount"), "launchType"), ...daemon, ...badDaemon(random) }],
      [1, { ...sound, tags: badTags(random) }],
      [16, excludingMembers(random, run, { named, sound, definition: chosen.definition })],
      [3, badlyProvided(random, run, sound)],
      [9, wrongLinks(random, sound, chosen.definition)],
      [1, sound.launchType === undefined ? undefined : { ...sound, ...otherPlace }],
      [
        1,
        chosen.definition.networkMode === "awsvpc"
          ? without(sound, "networkConfiguration")
          : { ...sound, networkConfiguration: network },
      ],
      [1, isFargate(chosen.definition) ? undefined : { ...sound, launchType: "FARGATE" }],
      [
        2,
        onEc2 && {
          ...sound,
          taskDefinition: revisionForm(random, run, onEc2),
          launchType: "EC2",
          networkConfiguration: publicNetwork,
        },
      ],
      [
        3,
        service && {
          ...sound,
          cluster: service.cluster.name,
          serviceName: service.it.name,
          desiredCount: service.it.desiredCount + 1,
        },
      ],
    ]);
  },
});

/** An awsvpc definition that EC2 accepts as well: then the public address is the only mistake (rows SV13, SV14). */
const fitsEc2 = ({ networkMode, requiresCompatibilities }: Revision["definition"]): boolean =>
  networkMode === "awsvpc" && (!requiresCompatibilities?.length || requiresCompatibilities.includes("EC2"));
