import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { anyFaultOf, faultIf } from "./language/anyFaultOf.ts";
import { operation } from "./language/card.ts";
import { any } from "./language/expectation.ts";
import type { Input } from "./language/operation.ts";
import { isSameJson } from "./language/sameJson.ts";
import { settingsAfter } from "./language/serviceSettings.ts";
import type { Cluster, Revision, Service, State } from "./language/state.ts";
import { accept, type Context, isRefusal, refuse } from "./language/step.ts";
import { badStrategy, providerRefusals, unusableProvider, weightless } from "./placement/capacity.ts";
import { isSameNetwork, placementRefusals, unfitPlacement } from "./placement/placement.ts";
import { definitionKey, revisionByKey, revisionRefusals, usableRevision } from "./resources/definition.ts";
import { isPerhapsRolledBack, mayRun } from "./resources/rolledBack.ts";
import { isDaemon } from "./services/daemon.ts";
import {
  badConfiguration,
  blockingBounds,
  configurationRefusals,
  configured,
} from "./services/deploymentConfiguration.ts";
import { badMonitoring, monitoringRefusals } from "./services/monitoring.ts";
import { deploy, findService, notePlacement, updateBounds } from "./services/service.ts";
import { badSpreadOf, misplacedPlatform, spreadRefusals, unbalancedSpread } from "./services/serviceFaults.ts";
import { badLinksOf, linkRefusals } from "./services/serviceLinks.ts";
import { viewService } from "./services/serviceView.ts";

/** Changes what a service should run; omitted members keep their value (rows SV20–SV27). */
export const UpdateService = operation("UpdateService", {
  names: { cluster: "cluster or default", service: "service", taskDefinition: "family" },
  row: "SV27",
  accepts: ["SV22", "SV26", "SV27"],
  refuses: [
    "RQ1",
    ...inClusterRefusals,
    "CL22",
    "CL22c",
    "CL22w",
    ...providerRefusals,
    ...revisionRefusals,
    "TD31c",
    "SV4c",
    ...placementRefusals,
    "SV15",
    "SV20",
    "SV21",
    "SV23",
    "SV26",
    ...configurationRefusals,
    "SV43u",
    "SV44",
    "SV45",
    ...spreadRefusals,
    "SV47",
    ...linkRefusals,
    "CD2",
    "SV26c",
    "CD3",
    ...monitoringRefusals,
    "SV62s",
    "TD27",
  ],
  step(state, input, context) {
    if (input.service === undefined) return refuse("RQ1");
    if (input.desiredCount !== undefined && input.desiredCount < 0) return refuse("SV15");
    const bad = badSettings(input, context);
    if (bad) return bad;
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const service = findService(cluster, input.service, context);
    if (isRefusal(service)) return service;
    if (service.status !== "ACTIVE") return refuse("SV21");
    if (isDaemon(service) && input.desiredCount !== undefined) return refuse("SV4c");
    if (service.controller === "EXTERNAL" && asksForDeployment(input)) {
      if (!context.may("SV26")) return refuse("SV26");
      change(cluster, service, input);
      return accept({ service: any }, "SV26");
    }
    const faults = [leftToCodeDeploy, badBounds, badPlaces].map((check) => check(service, input, context));
    const refusal = anyFaultOf(faults, context);
    if (refusal) return refusal;
    const strategy = input.capacityProviderStrategy;
    const isKept = strategy === undefined || isSameJson(strategy, service.capacityProviderStrategy);
    const switched = faultIf(!isKept && input.forceNewDeployment !== true, "SV23");
    const providerFault =
      unusableProvider(strategy, cluster.capacityProviders) ?? weightless(strategy, "CL22w", context);
    const revision =
      input.taskDefinition === undefined ? undefined : usableRevision(state, input.taskDefinition, context, "TD31c");
    if (revision !== undefined && isRefusal(revision))
      return anyFaultOf([switched, providerFault, revision], context) ?? revision;
    const place = {
      launchType: service.launchType,
      capacityProviderStrategy: service.capacityProviderStrategy,
      networkConfiguration: input.networkConfiguration ?? service.networkConfiguration,
    };
    const runs = revision ?? (input.networkConfiguration && revisionByKey(state, service.taskDefinition));
    const unfit = runs && unfitPlacement(place, runs.definition, context);
    const unlinked = badLinksOf(service, input, cluster, revision?.definition, context);
    const roleless = rolelessAfter(state, service, revision, input, context);
    const fault = anyFaultOf([switched, providerFault, unfit, roleless, unlinked], context);
    if (fault) return fault;

    const moved = !isSameNetwork(place.networkConfiguration, service.networkConfiguration);
    const watched = input.monitoring !== undefined && !isSameJson(input.monitoring, service.monitoring);
    let renewed = input.forceNewDeployment === true || moved || watched;
    if (revision !== undefined) {
      // The definition of a service that rolled back by itself is unknown, and therefore whether this is a different
      // one.
      if (service.knowledge.tasksEverExit) service.knowledge.historyOpen = true;
      const key = definitionKey(revision);
      // Whether a stopped deployment begins again with what it may run already is unknown too.
      const perhapsRun = service.deployments.some((deployment) => deployment.taskDefinition === key);
      if (!perhapsRun || renewed) service.knowledge.rolloutStopped = false;
      if (key !== service.taskDefinition || service.knowledge.rolloutStopped) renewed = true;
      service.taskDefinition = key;
    } else {
      const open = isPerhapsRolledBack(service);
      renewed ||= open && input.networkConfiguration !== undefined;
      const isInactive = (key: string) => revisionByKey(state, key)?.status !== "ACTIVE";
      if (renewed && mayRun(service).some(isInactive) && context.may("TD31c")) return refuse("TD31c");
      if (renewed && open) {
        service.knowledge.historyOpen = true;
        service.knowledge.rolloutStopped = true;
      }
    }
    if (!renewed && asksForUnmodelled(input)) renewed = context.may("SV22");
    change(cluster, service, input);
    followChange(service);
    if (renewed) deploy(state, service, context);
    // A new deployment without a definition runs the one to which a deployment was rolled back.
    if (service.knowledge.rolloutStopped) {
      service.knowledge.tasksExit = true;
      service.trips = undefined;
    }
    return accept({ service: viewService(state, service, context, "open") }, renewed ? "SV22" : "SV27");
  },
});

/** What follows from a change, before a deployment begins. */
function followChange(service: Service): void {
  updateBounds(service);
  notePlacement(service);
  service.trips = undefined;
}

/** The faults of the settings that the input alone shows. */
function badSettings(input: Input<"UpdateService">, context: Context) {
  const bad =
    badStrategy(input.capacityProviderStrategy, "CL22c") ??
    badConfiguration(input.deploymentConfiguration) ??
    badMonitoring(input.monitoring, context);
  if (bad) return bad;
  const isEmptyMonitoring = input.monitoring !== undefined && input.monitoring.metricConfigurations === undefined;
  return isEmptyMonitoring ? refuse("SV62s") : undefined;
}

/** The faults of the bounds that the update leads to (rows SV41, SV44). */
function badBounds(
  service: Service,
  { deploymentConfiguration: given, ...input }: Input<"UpdateService">,
  context: Context,
) {
  const bounds = configured(service.deploymentConfiguration, given);
  const rebalancing = input.availabilityZoneRebalancing ?? service.settings.availabilityZoneRebalancing;
  const changed = given?.maximumPercent !== undefined || input.availabilityZoneRebalancing !== undefined;
  if (changed && bounds.maximumPercent <= 100) {
    // Without a requested value, the server may have found that rebalancing is impossible.
    const balanced = rebalancing === "ENABLED" || (rebalancing === undefined && context.may("SV44"));
    if (balanced) return refuse("SV44");
  }
  return blockingBounds(bounds, given, context);
}

/** The faults of where the update puts tasks (rows SV45–SV50). */
function badPlaces(service: Service, input: Input<"UpdateService">, context: Context) {
  const { launchType, capacityProviderStrategy } = service;
  const place = { launchType, capacityProviderStrategy, ...input };
  const misplaced = misplacedPlatform(place, context);
  return anyFaultOf(
    [
      badSpreadOf(service, input, context),
      unbalancedSpread(input, service.settings, context),
      // The row is about new services.
      misplaced && context.may("SV47") ? misplaced : undefined,
    ],
    context,
  );
}

/** What CodeDeploy deploys instead of an update (rows CD2, CD3, SV26). */
function leftToCodeDeploy({ controller }: Service, input: Input<"UpdateService">, context: Context) {
  if (controller !== "CODE_DEPLOY") return undefined;
  return anyFaultOf(
    [
      faultIf(input.taskDefinition !== undefined, "SV26c"),
      faultIf(input.forceNewDeployment, "CD2"),
      faultIf(input.networkConfiguration !== undefined || input.platformVersion !== undefined, "CD3"),
    ],
    context,
  );
}

/** Refuses an update that lets the service run commands without a task role (row SV43u). */
function rolelessAfter(
  state: State,
  service: Service,
  revision: Revision | undefined,
  { enableExecuteCommand }: Input<"UpdateService">,
  context: Context,
) {
  // The task sets of an EXTERNAL service name the definitions, not the service.
  const isExecutable = enableExecuteCommand ?? service.settings.enableExecuteCommand;
  if (service.controller === "EXTERNAL" || !isExecutable) return undefined;
  const keys = revision === undefined ? mayRun(service) : [definitionKey(revision)];
  const lacking = keys.map((key) => !revisionByKey(state, key)?.definition.taskRoleArn);
  if (!lacking.includes(true)) return undefined;
  // The running revision may be uncertain, and ECS may not check again a setting that was enabled before.
  const sure = enableExecuteCommand === true && !lacking.includes(false);
  return sure || context.may("SV43u") ? refuse("SV43u") : undefined;
}

/** The changes of an update that need no deployment. */
function change(cluster: Cluster, service: Service, input: Input<"UpdateService">): void {
  service.desiredCount = input.desiredCount ?? service.desiredCount;
  service.deploymentConfiguration = configured(service.deploymentConfiguration, input.deploymentConfiguration);
  service.knowledge.everRollsBack ||= service.deploymentConfiguration.rollback;
  service.monitoring = input.monitoring ?? service.monitoring;
  service.networkConfiguration = input.networkConfiguration ?? service.networkConfiguration;
  service.settings = settingsAfter(input, service.settings);
  service.knowledge.everExecutable ||= service.settings.enableExecuteCommand;
  if (service.desiredCount > 0) {
    service.knowledge.everWanted = true;
    cluster.used = true;
  }
}

/** Members without effect on other members, whose change starts a deployment (row SV22). */
const asksForUnmodelled = (input: Input<"UpdateService">): boolean =>
  input.loadBalancers !== undefined ||
  input.serviceRegistries !== undefined ||
  input.serviceConnectConfiguration !== undefined ||
  input.volumeConfigurations !== undefined ||
  input.vpcLatticeConfigurations !== undefined;

/** Members that only services with the ECS controller deploy. */
const asksForDeployment = (input: Input<"UpdateService">): boolean =>
  input.taskDefinition !== undefined ||
  input.networkConfiguration !== undefined ||
  input.platformVersion !== undefined ||
  input.deploymentConfiguration !== undefined ||
  input.capacityProviderStrategy !== undefined ||
  input.forceNewDeployment === true;
