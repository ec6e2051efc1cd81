import { isDeepStrictEqual } from "node:util";
import type { UpdateServiceRequest } from "@aws-sdk/client-ecs";
import {
  choosePlacement,
  newNetwork,
  placesOnFargate,
  requirePlacementInput,
  requirePlan,
} from "../capacity/placement.ts";
import {
  clientException,
  EcsError,
  invalidParameter,
  serviceNotActive,
  serviceNotFound,
  unavailable,
} from "../errors.ts";
import { activeCluster, findService } from "../requests/identifiers.ts";
import { requireString } from "../requests/limits.ts";
import { primaryOf, startDeployment } from "../services/deployments.ts";
import { requireExternalInput } from "../services/external.ts";
import { daemonCount } from "../services/refusals/daemon.ts";
import { requireSpread, requireZoneSpread } from "../services/refusals/placement.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import { newServiceConnect } from "../services/serviceConnect.ts";
import { showService } from "../services/services.ts";
import { changedSettings, requireCount, requireLoadBalancers, requireServiceSyntax } from "../services/settings.ts";
import type { Simulation } from "../simulation.ts";
import type { DeploymentPlan, Service, ServiceSettings } from "../state/service.ts";
import { usableRevision } from "../taskDefinitions/families.ts";
import { requireTaskRole, serviceRole } from "../tasks/taskRole.ts";
import type { Request } from "../wire.ts";

type Input = Request<UpdateServiceRequest>;

/** Changes a service; omitted members keep their values (SV20–SV27). */
export function UpdateService(sim: Simulation, input: Input) {
  const identifier = requireString("Service", input.service);
  requireCount(input.desiredCount, "Task count");
  requireServiceSyntax(input);
  requirePlacementInput(input);
  // SV62s.
  if (input.monitoring && !input.monitoring.metricConfigurations) throw unavailable();
  const service = findService(activeCluster(sim, input.cluster), identifier);
  if (!service) throw serviceNotFound();
  if (service.status !== "ACTIVE") throw serviceNotActive();
  if (service.schedulingStrategy === "DAEMON" && input.desiredCount !== undefined) {
    throw invalidParameter(daemonCount);
  }
  requireController(sim, service, input);
  requireSpread(sim, {
    ...input,
    launchType: service.plan?.launchType,
    schedulingStrategy: service.schedulingStrategy,
  });
  requireZoneSpread(service, input);
  const plan =
    service.plan && service.controller !== "EXTERNAL"
      ? sim.rule(newPlan)(sim, service, service.plan, input)
      : undefined;
  if (plan) {
    sim.rule(requireTaskRole)(input.enableExecuteCommand, plan.revision.content.taskRoleArn, serviceRole("updated"));
    requirePlan(plan);
    requireLoadBalancers(input.loadBalancers, plan.revision);
  }

  service.settings = sim.rule(updatedSettings)(service, input);
  sim.rule(scale)(sim, service, input);
  if (plan) sim.rule(changePlan)(sim, service, plan, input);
  wakeScheduler(sim, service);
  return { service: showService(sim, service, false) };
}

/** SV41, SV44. */
export function updatedSettings(service: Service, input: Input): ServiceSettings {
  const settings = changedSettings(service.settings, input);
  const { maximumPercent } = settings.deploymentConfiguration;
  const changed = input.deploymentConfiguration?.maximumPercent ?? input.availabilityZoneRebalancing;
  if (changed !== undefined && maximumPercent <= 100 && settings.availabilityZoneRebalancing === "ENABLED") {
    throw invalidParameter(
      "The service couldn't be updated because Availability Zone Rebalancing does not support maximumPercent <= 100 % as deployment configuration. Update deployment configuration and try again.",
    );
  }
  return settings;
}

/** The controller cannot change, and with EXTERNAL some members belong to the task sets (SV2b). */
function requireController(sim: Simulation, service: Service, input: Input): void {
  if ((input.deploymentController?.type ?? service.controller) !== service.controller) {
    throw new EcsError("UnsupportedFeatureException", "Changing the deployment controller is not simulated.");
  }
  if (service.controller === "EXTERNAL") requireExternalInput(sim, input);
  if (service.controller === "CODE_DEPLOY") sim.rule(requireNothingToDeploy)(input);
}

/** What CodeDeploy deploys in place of an update (SV26, CD2, CD3). */
export function requireNothingToDeploy(input: Input): void {
  const { taskDefinition, forceNewDeployment, networkConfiguration, platformVersion } = input;
  if (taskDefinition !== undefined) throw leftToCodeDeploy("Unable to update task definition");
  if (forceNewDeployment) throw leftToCodeDeploy("Cannot force a new deployment");
  if (networkConfiguration !== undefined || platformVersion !== undefined)
    throw leftToCodeDeploy("Unable to update network parameters");
}

const leftToCodeDeploy = (what: string): EcsError =>
  invalidParameter(
    `${what} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
  );

/** The plan of the service after the update (SV22–SV24). */
export function newPlan(sim: Simulation, service: Service, plan: DeploymentPlan, input: Input): DeploymentPlan {
  const names = input.taskDefinition ?? (input.forceNewDeployment ? plan.revision.arn : undefined);
  const strategy = input.capacityProviderStrategy && newPlacement(sim, service, input);
  if (strategy && !input.forceNewDeployment && !isDeepStrictEqual(strategy.strategy, plan.strategy)) {
    throw invalidParameter(
      "When switching from launch type to capacity provider strategy on an existing service, or making a change to a capacity provider strategy on a service that is already using one, you must force a new deployment.",
    );
  }
  return {
    revision: names === undefined ? plan.revision : usableRevision(sim, names, clientException),
    launchType: strategy ? strategy.launchType : plan.launchType,
    strategy: strategy ? strategy.strategy : plan.strategy,
    platformVersion: input.platformVersion ?? plan.platformVersion,
    networkConfiguration: newNetwork(input.networkConfiguration) ?? plan.networkConfiguration,
    monitoring: input.monitoring ?? plan.monitoring,
    serviceConnect: newServiceConnect(sim, service.cluster, input.serviceConnectConfiguration) ?? plan.serviceConnect,
  };
}

/** An empty strategy restores the launch type of the service (SV23). */
function newPlacement(
  sim: Simulation,
  service: Service,
  input: Input,
): Pick<DeploymentPlan, "launchType" | "strategy"> {
  if (input.capacityProviderStrategy?.length) {
    return choosePlacement(sim, service.cluster, { capacityProviderStrategy: input.capacityProviderStrategy });
  }
  return {
    launchType: service.plan?.launchType ?? (service.plan && placesOnFargate(service.plan) ? "FARGATE" : "EC2"),
    strategy: [],
  };
}

/** A changed plan starts a deployment, an unchanged one only if it is forced (SV22). */
export function changePlan(sim: Simulation, service: Service, plan: DeploymentPlan, input: Input): void {
  if (needsDeployment(service, plan, input)) startDeployment(sim, service, plan);
}

export function needsDeployment(service: Service, plan: DeploymentPlan, { forceNewDeployment }: Input): boolean {
  return forceNewDeployment || !service.plan || !isSamePlan(plan, service.plan);
}

function isSamePlan(a: DeploymentPlan, b: DeploymentPlan): boolean {
  return (
    a.revision === b.revision &&
    a.launchType === b.launchType &&
    isDeepStrictEqual(a.strategy, b.strategy) &&
    a.platformVersion === b.platformVersion &&
    isDeepStrictEqual(a.networkConfiguration, b.networkConfiguration) &&
    isDeepStrictEqual(a.monitoring, b.monitoring) &&
    isDeepStrictEqual(a.serviceConnect, b.serviceConnect)
  );
}

/** SV25. */
export function scale(sim: Simulation, service: Service, { desiredCount }: Input): void {
  if (desiredCount === undefined) return;
  service.desiredCount = desiredCount;
  if (service.controller !== "EXTERNAL") {
    // The scheduler sets the count of the deployment in its next round (SV25).
    primaryOf(service).updatedAt = sim.clock.now;
  }
}
