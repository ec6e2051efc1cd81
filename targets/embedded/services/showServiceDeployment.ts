import { placesOnFargate, resolvedPlatform } from "../capacity/placement.ts";
import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import { breakerThreshold } from "./circuitBreaker.ts";
import { isTerminal, revisionSummaries, type ServiceDeployment, type ServiceRevision } from "./serviceDeployments.ts";

/** A service deployment as lists show it (SD3). */
export function showBrief(deployment: ServiceDeployment) {
  const { service } = deployment;
  return {
    serviceDeploymentArn: deployment.arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    createdAt: deployment.createdAt,
    startedAt: deployment.startedAt,
    finishedAt: deployment.finishedAt,
    targetServiceRevisionArn: deployment.target.arn,
    status: deployment.status,
    statusReason: deployment.statusReason,
  };
}

/** A service deployment with the current task counts of its revisions (SD2, SD7). */
export function showServiceDeployment(deployment: ServiceDeployment) {
  const { targetServiceRevisionArn: _, ...brief } = showBrief(deployment);
  const { service, rollback } = deployment;
  return {
    ...brief,
    stoppedAt: deployment.stoppedAt,
    updatedAt: deployment.updatedAt,
    sourceServiceRevisions: revisionSummaries(service.deployments, deployment.sources),
    targetServiceRevision: revisionSummaries(service.deployments, [deployment.target])[0],
    deploymentConfiguration: deployment.configuration,
    rollback: rollback && {
      reason: rollback.reason,
      startedAt: rollback.startedAt,
      serviceRevisionArn: rollback.to.arn,
    },
    deploymentCircuitBreaker: {
      status: breakerStatus(deployment),
      failureCount: deployment.failedTasks,
      threshold: breakerThreshold(service),
    },
    alarms: { status: "DISABLED" },
  };
}

function breakerStatus(deployment: ServiceDeployment): string {
  if (!deployment.configuration.deploymentCircuitBreaker?.enable) return "DISABLED";
  if (deployment.tripped) return "TRIGGERED";
  return isTerminal(deployment) ? "MONITORING_COMPLETE" : "MONITORING";
}

/** A service revision as it was deployed (SD1). */
export function showServiceRevision(sim: Simulation, service: Service, revision: ServiceRevision) {
  const follows = sim.bugged("service-revision-follows-service");
  const plan = follows && service.plan ? service.plan : revision.plan;
  const fargate = placesOnFargate(plan);
  return {
    serviceRevisionArn: revision.arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    taskDefinition: plan.revision.arn,
    capacityProviderStrategy: plan.strategy.length > 0 ? plan.strategy : undefined,
    launchType: plan.launchType,
    platformVersion: resolvedPlatform(plan),
    platformFamily: fargate ? "Linux" : undefined,
    loadBalancers: [],
    serviceRegistries: revision.serviceRegistries,
    networkConfiguration: plan.networkConfiguration,
    monitoring: plan.monitoring,
    serviceConnectConfiguration: plan.serviceConnect,
    containerImages: plan.revision.content.containerDefinitions.map(({ name, image }) => ({
      containerName: name,
      image,
    })),
    guardDutyEnabled: false,
    createdAt: revision.createdAt,
  };
}
