import { get, values } from "../model/language/persistentMap.ts";
import type { Revision } from "../model/language/state.ts";
import { isFargate } from "../model/placement/placement.ts";
import { fateOf } from "../model/resources/taskLifetime.ts";
import { command } from "./language/command.ts";
import { type Draw, given } from "./language/random.ts";
import { type PlanInput, without } from "./language/reference.ts";
import type { Scene } from "./language/symbolicRun.ts";
import { clustersWithInstances, revisionForInstances } from "./pools/containerInstances.ts";
import { activeClusters, badNames, clusterForm, ghost, lostCluster, serviceNames } from "./pools/names.ts";
import { revisionForm, revisionsIn } from "./pools/revisions.ts";
import { desiredCount, network, publicNetwork, servicesIn } from "./pools/services.ts";
import { badTags, tags } from "./pools/tags.ts";

/** Bounds worth trying: each can still roll out (row DP3), but for the last, which is stuck. */
const bounds: readonly (readonly [number, number])[] = [
  [100, 200],
  [50, 200],
  [0, 100],
  [50, 100],
  [100, 150],
  [75, 125],
  [100, 100],
];

export const deploymentConfiguration = (draw: Draw): PlanInput => {
  const [minimumHealthyPercent, maximumPercent] = draw.pick(bounds);
  const enable = draw.chance(0.8);
  return given({
    minimumHealthyPercent,
    maximumPercent,
    deploymentCircuitBreaker: draw.maybe(0.7, () => ({ enable, rollback: enable && draw.chance(0.75) })),
  });
};

/** A revision to run: one whose tasks go on with the given chance, else any. */
export function revision(draw: Draw, scene: Scene, steadyChance = 0.85): Revision | undefined {
  const active = revisionsIn(scene, ({ status }) => status === "ACTIVE");
  const steady = active.filter(({ definition }) => fateOf(definition).kind === "runs" && isFargate(definition));
  const pool = steady.length > 0 && draw.chance(steadyChance) ? steady : active;
  return pool.length === 0 ? undefined : draw.pick(pool);
}

/** How this definition can be placed: on Fargate where it is made for that, else on EC2. */
export const placement = (draw: Draw, definition: Revision["definition"]): PlanInput => ({
  ...(isFargate(definition) ? { launchType: "FARGATE" } : draw.chance(0.5) ? { launchType: "EC2" } : {}),
  ...(definition.networkMode === "awsvpc"
    ? { networkConfiguration: isFargate(definition) && draw.chance(0.5) ? publicNetwork : network }
    : {}),
});

const external: PlanInput = { type: "EXTERNAL" };

/** How often a service is one that others deploy, by task sets: few plans have one, and those have several. */
function externalShare(scene: Scene): number {
  if (servicesIn(scene, ({ controller }) => controller === "EXTERNAL").length > 0) return 0.5;
  return scene.leaning === "taskSets" ? 0.85 : 0.06;
}

const daemon: PlanInput = { schedulingStrategy: "DAEMON" };

export const CreateService = command({
  operation: "CreateService",
  group: "services",
  weight: 7,
  accepted(draw, scene) {
    // Now and then one for the container instances of a cluster that has some.
    const held = draw.chance(0.2) ? clustersWithInstances(scene) : [];
    const fit = held.length === 0 ? undefined : revisionForInstances(draw, scene);
    const chosen = fit ?? revision(draw, scene);
    const live = fit === undefined ? activeClusters(scene) : held;
    if (chosen === undefined || live.length === 0) return undefined;
    const cluster = draw.pick(live);
    const taken = new Set(
      [...values(cluster.services)].filter(({ status }) => status === "ACTIVE").map(({ name }) => name),
    );
    const free = serviceNames.filter((name) => !taken.has(name));
    if (free.length === 0) return undefined;
    if (draw.chance(externalShare(scene)))
      return {
        ...given({ cluster: clusterForm(draw, scene, cluster.name) }),
        serviceName: draw.pick(free),
        desiredCount: desiredCount(draw),
        deploymentController: external,
      };
    return given({
      cluster: clusterForm(draw, scene, cluster.name),
      serviceName: draw.pick(free),
      taskDefinition: revisionForm(draw, scene, chosen),
      desiredCount: desiredCount(draw),
      ...placement(draw, chosen.definition),
      deploymentConfiguration: draw.maybe(0.5, () => deploymentConfiguration(draw)),
      enableExecuteCommand: draw.maybe(0.1, () => true),
      propagateTags: draw.maybe(0.1, () => "SERVICE"),
      tags: draw.maybe(0.2, () => tags(draw)),
      clientToken: draw.maybe(0.2, () => draw.pick(["t1", "t2"])),
    });
  },
  refused(draw, scene) {
    const chosen = revision(draw, scene);
    const live = activeClusters(scene);
    if (chosen === undefined || live.length === 0) return undefined;
    const [service] = servicesIn(scene, ({ status }) => status === "ACTIVE");
    const cluster = draw.pick(live);
    // A name that is taken would be a second fault (row G10).
    const free = serviceNames.filter((name) => get(cluster.services, name) === undefined);
    const named: PlanInput = {
      cluster: cluster.name,
      serviceName: free.length === 0 ? ghost : draw.pick(free),
    };
    const sound: PlanInput = {
      ...named,
      taskDefinition: revisionForm(draw, scene, chosen),
      desiredCount: 1,
      ...placement(draw, chosen.definition),
    };
    const onEc2 = revisionsIn(scene, ({ status, definition }) => status === "ACTIVE" && fitsEc2(definition))[0];
    const otherPlace = { capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }] };
    return draw.weighted<PlanInput | undefined>([
      [2, { ...sound, cluster: lostCluster(draw, scene) }],
      [2, { ...sound, taskDefinition: draw.pick(["ghost", "ghost:1", `${chosen.family}:999`]) }],
      [1, { ...sound, serviceName: draw.pick(badNames) }],
      [1, { ...sound, deploymentController: external }],
      [1, { ...named, deploymentController: external, ...daemon }],
      [1, { ...sound, desiredCount: -1 }],
      [1, { ...sound, tags: badTags(draw) }],
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
          taskDefinition: revisionForm(draw, scene, onEc2),
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

/** An awsvpc definition that EC2 takes as well: a public address is then the only fault (rows SV13, SV14). */
const fitsEc2 = ({ networkMode, requiresCompatibilities }: Revision["definition"]): boolean =>
  networkMode === "awsvpc" && (!requiresCompatibilities?.length || requiresCompatibilities.includes("EC2"));
