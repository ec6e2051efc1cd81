import { placesOnFargate, resolvedPlatform } from "../capacity/placement.ts";
import { showTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Deployment, Service } from "../state/service.ts";
import { releaseRevision } from "../taskDefinitions/families.ts";
import { currentRevisions, currentServiceDeployment, revisionSummaries } from "./serviceDeployments.ts";
import { retireTaskSets, showTaskSet } from "./taskSets.ts";

const inactiveKept = 1000;

export function addService(service: Service): void {
  const { cluster } = service;
  const previous = cluster.services.get(service.name);
  if (previous) cluster.inactiveServices.delete(previous);
  cluster.services.set(service.name, service);
  cluster.activeServices.add(service);
}

/**
 * An INACTIVE service loses its tags (T3) and can still be described, with its last deployments; the oldest are removed
 * when there are too many (SV33).
 */
export function deactivateService(sim: Simulation, service: Service): void {
  const { cluster } = service;
  service.status = "INACTIVE";
  service.events = [];
  service.tags = new Map();
  for (const { plan } of service.deployments) releaseRevision(sim, plan.revision);
  retireTaskSets(sim, service, () => true);
  service.serviceDeployments.clear();
  service.serviceRevisions.clear();
  forgetOldest(cluster, service);
}

function forgetOldest(cluster: Cluster, service: Service): void {
  cluster.inactiveServices.add(service);
  if (cluster.inactiveServices.size <= inactiveKept) return;
  const oldest = cluster.inactiveServices.first() as Service;
  cluster.inactiveServices.delete(oldest);
  cluster.services.delete(oldest.name);
}

/** A service as replies show it (SV2, SV3), with tags only if the operation shows them (T8). */
export function showService(sim: Simulation, service: Service, withTags: boolean) {
  const { plan, settings, cluster, deployments, taskSets } = service;
  const fargate = plan !== undefined && placesOnFargate(plan);
  const counted = [...deployments, ...taskSets];
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: cluster.arn,
    loadBalancers: settings.loadBalancers,
    serviceRegistries: settings.serviceRegistries,
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: counted.reduce((sum, { runningCount }) => sum + runningCount, 0),
    pendingCount: counted.reduce((sum, { pendingCount }) => sum + pendingCount, 0),
    launchType: plan?.launchType,
    capacityProviderStrategy: plan?.strategy.length ? plan.strategy : undefined,
    platformVersion: fargate ? (plan.platformVersion ?? "LATEST") : undefined,
    platformFamily: fargate ? "Linux" : undefined,
    taskDefinition: plan?.revision.arn,
    deploymentConfiguration: settings.deploymentConfiguration,
    ...sim.rule(showParts)(sim, service, withTags),
    ...showCurrent(service),
    roleArn: plan?.networkConfiguration
      ? `arn:aws:iam::${sim.account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`
      : undefined,
    events: service.events,
    createdAt: service.createdAt,
    placementConstraints: settings.placementConstraints,
    placementStrategy: settings.placementStrategy,
    networkConfiguration: plan?.networkConfiguration,
    healthCheckGracePeriodSeconds: settings.healthCheckGracePeriodSeconds ?? 0,
    schedulingStrategy: service.schedulingStrategy,
    deploymentController: { type: service.controller },
    // P8: without tags, and where the operation does not show them, there is no such member.
    tags: withTags && service.tags.size > 0 ? showTags(service.tags) : undefined,
    createdBy: `arn:aws:iam::${sim.account}:root`,
    enableECSManagedTags: settings.enableECSManagedTags,
    propagateTags: settings.propagateTags,
    enableExecuteCommand: settings.enableExecuteCommand,
    availabilityZoneRebalancing: settings.availabilityZoneRebalancing,
    resourceManagementType: "CUSTOMER",
  };
}

/** A service in the reply to DeleteService, which has none of the more recent members (SV66). */
export function showDeletedService(sim: Simulation, service: Service) {
  const { currentServiceDeployment: _, currentServiceRevisions: __, ...shown } = showService(sim, service, false);
  const { bakeTimeInMinutes: ___, deploymentCircuitBreaker: breaker, ...configuration } = shown.deploymentConfiguration;
  const deploymentCircuitBreaker = { enable: breaker?.enable, rollback: breaker?.rollback };
  return { ...shown, deploymentConfiguration: { ...configuration, deploymentCircuitBreaker } };
}

/** The deployments of a service or, with another controller than ECS, its task sets (SV2b, CD4). */
export function showParts(sim: Simulation, service: Service, withTags: boolean) {
  const { deployments, taskSets } = service;
  switch (service.controller) {
    case "ECS":
      return showDeployments(service);
    case "EXTERNAL":
      return { deployments: [], taskSets: taskSets.map((set) => showTaskSet(sim, set, withTags)) };
    case "CODE_DEPLOY":
      return { deployments: [], taskSets: deployments.map((deployment) => showAsTaskSet(service, deployment)) };
  }
}

export const showDeployments = ({ deployments }: Service) => ({
  deployments: deployments.map(showDeployment),
  taskSets: undefined,
});

/** CD4. */
function showAsTaskSet(service: Service, deployment: Deployment) {
  const {
    rolloutState: _,
    rolloutStateReason: __,
    failedTasks: ___,
    desiredCount,
    ...shown
  } = showDeployment(deployment);
  return {
    ...shown,
    taskSetArn: service.arn.replace(":service/", ":task-set/").concat("/", deployment.id),
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    computedDesiredCount: desiredCount,
    loadBalancers: service.settings.loadBalancers,
    serviceRegistries: service.settings.serviceRegistries,
    scale: { value: 100, unit: "PERCENT" },
    stabilityStatus: deployment.runningCount === desiredCount ? "STEADY_STATE" : "STABILIZING",
    stabilityStatusAt: deployment.updatedAt,
    tags: [],
  };
}

/** SD7. An EXTERNAL service shows its task sets instead. */
function showCurrent(service: Service) {
  if (service.controller !== "ECS") return {};
  return {
    currentServiceDeployment: currentServiceDeployment(service)?.arn,
    currentServiceRevisions: revisionSummaries(service.deployments, currentRevisions(service)),
  };
}

function showDeployment(deployment: Deployment) {
  const { plan } = deployment;
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: plan.revision.arn,
    desiredCount: deployment.desiredCount,
    pendingCount: deployment.pendingCount,
    runningCount: deployment.runningCount,
    failedTasks: deployment.failedTasks,
    createdAt: deployment.createdAt,
    updatedAt: deployment.updatedAt,
    capacityProviderStrategy: plan.strategy.length > 0 ? plan.strategy : undefined,
    launchType: plan.launchType,
    platformVersion: resolvedPlatform(plan),
    platformFamily: placesOnFargate(plan) ? "Linux" : undefined,
    networkConfiguration: plan.networkConfiguration,
    serviceConnectConfiguration: plan.serviceConnect,
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}
