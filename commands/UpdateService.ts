import type { Service } from "../model/language/state.ts";
import { isFargate } from "../model/placement/placement.ts";
import { definitionKey } from "../model/resources/definition.ts";
import { isDaemon } from "../model/services/daemon.ts";
import { badBreaker, badMonitoring, badPercents, deploymentConfiguration, monitoring } from "./CreateService.ts";
import { command } from "./language/command.ts";
import { given, type Random } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import { clusterForm } from "./pools/names.ts";
import { placementStrategies } from "./pools/placement.ts";
import { isLaunchable, revisionForm, revisionsIn } from "./pools/revisions.ts";
import { successorOf } from "./pools/rollouts.ts";
import { badInstancePlacement, leftToCodeDeploy, unbalanced } from "./pools/serviceFaults.ts";
import {
  absentService,
  desiredCount,
  type InCluster,
  network,
  publicNetwork,
  serviceForm,
  servicesIn,
} from "./pools/services.ts";

export const UpdateService = command({
  operation: "UpdateService",
  group: "services",
  weight: 5,
  refusalWeight: 8,
  patience: () => 0.3,
  accepted(random, run) {
    const live = servicesIn(run, ({ status }) => status === "ACTIVE");
    if (live.length === 0) return undefined;
    const shielding = live.filter(({ it }) => it.protectedTasks.length > 0);
    const behind = live.filter(({ it }) => successorOf(it, revisionsIn(run)) !== undefined);
    const service = random.pick(
      shielding.length > 0 && random.chance(0.85) ? shielding : behind.length > 0 && random.chance(0.6) ? behind : live,
    );
    // The service cannot change what its task sets run, and CodeDeploy deploys others.
    if (service.it.controller !== "ECS")
      return given({
        cluster: clusterForm(random, run, service.cluster.name),
        service: serviceForm(random, run, service),
        desiredCount: desiredCount(random),
      });
    const fargate = service.it.launchType === "FARGATE" || service.it.capacityProviderStrategy.length > 0;
    const fitting = revisionsIn(
      run,
      (revision) =>
        isLaunchable(revision) && isFargate(revision.definition) === fargate && fitsNetwork(revision.definition),
    );
    const next = successorOf(service.it, fitting);
    // The effect of protection shows in a scale-in and in a rollout (row TK15).
    const shielded = service.it.protectedTasks.length > 0;
    const change = random.weighted([
      [isDaemon(service.it) ? 0 : shielded ? 14 : 5, "count"],
      [next === undefined ? 4 : 12, "definition"],
      [shielded ? 4 : 1.5, "force"],
      [isDaemon(service.it) ? 0 : 1, "bounds"],
      [service.it.settings.enableExecuteCommand ? 3 : 0.7, "flags"],
      [0.5, "monitoring"],
      [service.it.launchType === "EC2" && !isDaemon(service.it) ? (hasStrategy(service.it) ? 4 : 1) : 0, "strategy"],
      [fargate && service.it.networkConfiguration !== undefined ? 0.7 : 0, "network"],
    ] as const);
    const counted = !isDaemon(service.it) && (change === "count" || random.chance(0.2));
    return given({
      cluster: clusterForm(random, run, service.cluster.name),
      service: serviceForm(random, run, service),
      desiredCount: counted ? (shielded && random.chance(0.7) ? 0 : desiredCount(random)) : undefined,
      taskDefinition:
        change === "definition" && fitting.length > 0
          ? revisionForm(random, run, next !== undefined && random.chance(0.7) ? next : random.pick(fitting))
          : undefined,
      forceNewDeployment: change === "force" ? true : undefined,
      ...(change === "bounds" ? otherBounds(random, service.it) : {}),
      networkConfiguration: change === "network" ? otherNetwork(service.it) : undefined,
      monitoring: change === "monitoring" ? monitoring(random) : undefined,
      ...(change === "strategy" ? otherStrategy(random, service.it) : {}),
      enableExecuteCommand: change === "flags" ? random.chance(0.5) && hasTaskRole(run, service.it) : undefined,
      propagateTags:
        change === "flags" && random.chance(0.5) ? random.pick(["SERVICE", "TASK_DEFINITION", "NONE"]) : undefined,
    });

    function fitsNetwork({ networkMode }: { networkMode?: string | undefined }): boolean {
      return (networkMode === "awsvpc") === (service.it.networkConfiguration !== undefined);
    }
  },
  refused(random, run) {
    const gone = servicesIn(run, ({ status }) => status !== "ACTIVE");
    const live = servicesIn(run, ({ status }) => status === "ACTIVE");
    if (gone.length > 0 && random.chance(0.4)) {
      const service = random.pick(gone);
      return { cluster: service.cluster.name, service: serviceForm(random, run, service), desiredCount: 1 };
    }
    if (live.length > 0 && random.chance(0.75)) {
      const service = random.pick(withFaultsOfTheirOwn(random, live));
      const base: PlanInput = { cluster: service.cluster.name, service: serviceForm(random, run, service) };
      if (service.it.controller === "CODE_DEPLOY")
        return { ...base, ...(random.chance(0.9) ? leftToCodeDeploy(random, run, service.it) : { desiredCount: -1 }) };
      const [capacityProvider] = service.cluster.capacityProviders;
      const tooTight = { maximumPercent: 100, minimumHealthyPercent: 50 };
      const rebalanced = service.it.settings.availabilityZoneRebalancing === "ENABLED";
      const needsRole = !hasTaskRole(run, service.it) && service.it.controller !== "EXTERNAL";
      const faults: (readonly [number, PlanInput | undefined])[] = [
        [1, { desiredCount: isDaemon(service.it) ? 1 : -1 }],
        [1, { deploymentConfiguration: random.pick([badPercents, badBreaker])(random) }],
        [1, needsRole ? { enableExecuteCommand: true } : undefined],
        [1, { monitoring: random.chance(0.3) ? {} : badMonitoring(random) }],
        [1, rebalanced ? { deploymentConfiguration: tooTight } : undefined],
        [4, isOnInstances(service.it) ? unbalanced : undefined],
        [1, isOnInstances(service.it) ? badInstancePlacement(random) : undefined],
        [1, { taskDefinition: "ghost:1" }],
        [3, { desiredCount: random.whole(0, 6), taskDefinition: "ghost" }],
        [
          1,
          capacityProvider === undefined ? undefined : { capacityProviderStrategy: [{ capacityProvider, weight: 2 }] },
        ],
      ];
      return { ...base, ...random.weighted(faults.filter(([, fault]) => fault !== undefined)) };
    }
    const lost = absentService(random, run);
    return lost && { ...lost, desiredCount: random.whole(0, 3) };
  },
});

/** Mostly services that have rules of their own: those of CodeDeploy, and those on container instances. */
function withFaultsOfTheirOwn(random: Random, live: readonly InCluster<Service>[]): readonly InCluster<Service>[] {
  const byCodeDeploy = live.filter(({ it }) => it.controller === "CODE_DEPLOY");
  if (byCodeDeploy.length > 0 && random.chance(0.85)) return byCodeDeploy;
  const onInstances = live.filter(({ it }) => isOnInstances(it));
  return onInstances.length > 0 && random.chance(0.4) ? onInstances : live;
}

const isOnInstances = ({ controller, launchType }: Service): boolean =>
  controller !== "EXTERNAL" && launchType !== "FARGATE";

const hasTaskRole = (run: SymbolicRun, { taskDefinition }: Service): boolean =>
  revisionsIn(run).find((revision) => definitionKey(revision) === taskDefinition)?.definition.taskRoleArn !== undefined;

/** Bounds that leave no room to start a task first need zones that are not rebalanced (row SV44). */
function otherBounds(random: Random, { settings, controller }: Service): PlanInput {
  const bounds = deploymentConfiguration(random);
  const tight = Number(bounds.maximumPercent) <= 100 && controller === "ECS";
  const rests = settings.availabilityZoneRebalancing === "DISABLED" && random.chance(0.5);
  return { deploymentConfiguration: bounds, ...(tight && !rests ? { availabilityZoneRebalancing: "DISABLED" } : {}) };
}

const hasStrategy = ({ settings }: Service): boolean => settings.placementStrategy.length > 0;

/** Rebalancing permits no strategy but a spread over zones (row SV45). An empty list removes the strategy (row SV27). */
const otherStrategy = (random: Random, service: Service): PlanInput => ({
  placementStrategy:
    hasStrategy(service) && random.chance(0.5) ? [] : random.some(placementStrategies, 0, placementStrategies.length),
  availabilityZoneRebalancing: "DISABLED",
});

/** With a public address when it has none, and without when it has one. */
const otherNetwork = ({ networkConfiguration }: Service): PlanInput =>
  networkConfiguration?.awsvpcConfiguration?.assignPublicIp === "ENABLED" ? network : publicNetwork;
