import { get } from "../../model/language/persistentMap.ts";
import type { Revision, Service } from "../../model/language/state.ts";
import { isPredefined } from "../../model/placement/capacity.ts";
import { isFargate } from "../../model/placement/placement.ts";
import type { Random } from "../language/random.ts";
import { type PlanInput, without } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { badStrategy } from "./capacityProviders.ts";
import { activeClusters } from "./names.ts";
import { isConfiguredAtLaunch, isLaunchable, revisionForm, revisionsIn } from "./revisions.ts";
import { network } from "./services.ts";

/** Strategies and constraints with one fault each, for container instances (rows SV48, SV49). */
const badPlaces: readonly PlanInput[] = [
  { placementConstraints: [{ type: "distinctInstance", expression: "attribute:ecs.os-type == linux" }] },
  { placementStrategy: [{ type: "binpack", field: "instanceId" }] },
  { placementStrategy: [{ type: "random", field: "cpu" }] },
  { placementStrategy: Array.from({ length: 6 }, () => ({ type: "random" })) },
];

/** A placement that only container instances have (row SV46). */
const places: readonly PlanInput[] = [
  { placementConstraints: [{ type: "distinctInstance" }] },
  { placementStrategy: [{ type: "spread", field: "instanceId" }] },
];

const registry = (id: string): PlanInput => ({
  registryArn: `arn:aws:servicediscovery:«region»:«account»:service/srv-${id.repeat(16)}`,
});

const targetGroup = (name: string): string =>
  `arn:aws:elasticloadbalancing:«region»:«account»:targetgroup/${name}/0123456789abcdef`;

/** A target group that does not exist. */
export const targetGroupArn = targetGroup("t");

/** A target group that the simulator has, with an application load balancer. */
const balancedGroupArn = targetGroup("balanced");

/** Row NW4. */
const noSubnets: PlanInput = { awsvpcConfiguration: { subnets: [] } };

const role = "arn:aws:iam::123456789012:role/service";

/** Rebalancing that the strategy in the same call rules out (row SV45). */
export const unbalanced: PlanInput = {
  availabilityZoneRebalancing: "ENABLED",
  placementStrategy: [{ type: "binpack", field: "cpu" }],
};

export const badInstancePlacement = (random: Random): PlanInput => random.pick(badPlaces);

/** A service with this revision and these members, in the network that the revision needs. */
const withRevision = (
  random: Random,
  run: SymbolicRun,
  revision: Revision,
  named: PlanInput,
  more: PlanInput,
): PlanInput => ({
  ...named,
  taskDefinition: revisionForm(random, run, revision),
  ...more,
  ...(revision.definition.networkMode === "awsvpc" ? { networkConfiguration: network } : {}),
});

/** A service for container instances with one fault in where its tasks go (rows SV47–SV50). */
function badOnInstances(random: Random, run: SymbolicRun, named: PlanInput): PlanInput | undefined {
  const fit = revisionsIn(run, (revision) => isLaunchable(revision) && !isFargate(revision.definition));
  if (fit.length === 0) return undefined;
  const sound = withRevision(random, run, random.pick(fit), named, { launchType: "EC2" });
  return random.weighted<PlanInput>([
    [3, { ...sound, desiredCount: 1, ...random.pick(badPlaces) }],
    [1, { ...sound, desiredCount: 1, platformVersion: "1.4.0" }],
    [1, { ...sound, schedulingStrategy: "DAEMON", ...places[1] }],
  ]);
}

/** A service with members that exclude one another (rows SV46–SV54); `sound` would be accepted. */
export function excludingMembers(
  random: Random,
  run: SymbolicRun,
  { named, sound, definition }: { named: PlanInput; sound: PlanInput; definition: Revision["definition"] },
): PlanInput | undefined {
  const external: PlanInput = { ...named, desiredCount: 1, deploymentController: { type: "EXTERNAL" } };
  const breaker: PlanInput = { deploymentCircuitBreaker: { enable: true, rollback: false } };
  const balancer: PlanInput = {
    targetGroupArn,
    containerName: "app",
    containerPort: 80,
  };
  return random.weighted<PlanInput | undefined>([
    [2, sound.launchType === "FARGATE" ? { ...sound, ...random.pick(places) } : undefined],
    [9, badOnInstances(random, run, named)],
    [10, badVolumes(random, run, named)],
    [1, { ...sound, role }],
    [1, definition.networkMode === "awsvpc" ? { ...sound, networkConfiguration: noSubnets } : undefined],
    [1, { ...sound, serviceRegistries: [registry("a"), registry("b")] }],
    [
      0.5,
      definition.networkMode === "awsvpc"
        ? { ...sound, serviceRegistries: [{ ...registry("a"), containerName: "app", containerPort: 80 }] }
        : undefined,
    ],
    [1, { ...external, loadBalancers: [balancer] }],
    [1, { ...external, deploymentConfiguration: breaker }],
  ]);
}

/** Placement by a strategy with one fault, in a cluster with capacity providers (rows CL22, MI3). */
export function badlyProvided(random: Random, run: SymbolicRun, sound: PlanInput): PlanInput | undefined {
  // A name in use would be a second mistake (row G10).
  const homes = activeClusters(run).filter(
    ({ capacityProviders, services }) =>
      capacityProviders.length > 0 && get(services, String(sound.serviceName)) === undefined,
  );
  if (homes.length === 0 || sound.launchType !== "FARGATE") return undefined;
  const equipped = homes.filter(({ capacityProviders }) => new Set(capacityProviders.map(isPredefined)).size > 1);
  const { name, capacityProviders } = random.pick(equipped.length > 0 ? equipped : homes);
  const capacityProviderStrategy = badStrategy(random, capacityProviders);
  return capacityProviderStrategy && { ...without(sound, "launchType"), cluster: name, capacityProviderStrategy };
}

/** A name that no container and no volume has. */
const nobody = "nobody";

/** The first port of a definition behind the load balancer; undefined for a definition without ports. */
export function balanced({ containerDefinitions = [] }: Revision["definition"]): PlanInput | undefined {
  const [first] = containerDefinitions;
  const containerPort = first?.portMappings?.[0]?.containerPort;
  if (first?.name === undefined || containerPort === undefined) return undefined;
  return { loadBalancers: [{ targetGroupArn: balancedGroupArn, containerName: first.name, containerPort }] };
}

/** What CodeDeploy, not an update, changes (rows SV26, CD2, CD3). */
export function leftToCodeDeploy(random: Random, run: SymbolicRun, service: Service): PlanInput {
  const taskDefinition = run.arnOf("revision", service.taskDefinition);
  return random.pick<PlanInput>([
    { forceNewDeployment: true },
    { platformVersion: "LATEST" },
    ...(taskDefinition === undefined ? [] : [{ taskDefinition }]),
    ...(service.networkConfiguration === undefined ? [] : [{ networkConfiguration: network }]),
  ]);
}

/** Volumes that the definition lacks or leaves incomplete, for a definition with one (rows VC1, VC2). */
function badVolumes(random: Random, run: SymbolicRun, named: PlanInput): PlanInput | undefined {
  const open = revisionsIn(run, ({ status, definition }) => status === "ACTIVE" && isConfiguredAtLaunch(definition));
  if (open.length === 0) return undefined;
  const revision = random.pick(open);
  const volume = (name: string, managed: PlanInput): PlanInput => ({
    name,
    managedEBSVolume: { roleArn: role, ...managed },
  });
  return {
    ...withRevision(random, run, revision, named, {
      desiredCount: 1,
      ...(isFargate(revision.definition) ? { launchType: "FARGATE" } : {}),
    }),
    volumeConfigurations: [
      random.pick([
        volume(nobody, { sizeInGiB: 10 }),
        volume("data", {}),
        volume("data", { sizeInGiB: 10, volumeType: "gp2", iops: 3000 }),
        volume("data", { sizeInGiB: 10, volumeType: "io1", iops: 3000, throughput: 125 }),
      ]),
    ],
  };
}

/** A service that is connected wrongly (rows SV12, LB1, LB3, SC1–SC3, VC1, CD1). */
export function wrongLinks(random: Random, sound: PlanInput, definition: Revision["definition"]): PlanInput {
  const { name: containerName = "", portMappings } = definition.containerDefinitions?.[0] ?? {};
  const target: PlanInput = { containerName, containerPort: portMappings?.[0]?.containerPort ?? 80 };
  const behind = (balancer: PlanInput): PlanInput => ({ ...sound, loadBalancers: [{ ...target, ...balancer }] });
  const connected = (connect: PlanInput): PlanInput => ({
    ...sound,
    serviceConnectConfiguration: { enabled: true, ...connect },
  });
  const port = (clientAliases: readonly PlanInput[]): PlanInput => ({
    namespace: "ghost",
    services: [{ portName: nobody, clientAliases }],
  });
  const managedEBSVolume = { roleArn: role, sizeInGiB: 10 };
  return random.pick<PlanInput>([
    behind(random.pick<PlanInput>([{}, { targetGroupArn, loadBalancerName: "elb" }])),
    behind(sound.launchType === "FARGATE" ? { loadBalancerName: "elb" } : {}),
    behind({ targetGroupArn, ...random.pick<PlanInput>([{ containerName: nobody }, { containerPort: 9 }]) }),
    connected({}),
    connected(port(random.pick([[{ port: 80 }], [{ port: 80 }, { port: 81 }], [{ port: 80, dnsName: "Bad Name" }]]))),
    { ...sound, volumeConfigurations: [{ name: nobody, managedEBSVolume }] },
    { ...sound, deploymentController: { type: "CODE_DEPLOY" } },
  ]);
}
