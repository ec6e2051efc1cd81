import { isDeepStrictEqual } from "node:util";
import type { UpdateServiceRequest } from "@aws-sdk/client-ecs";
import { clientException, EcsError, invalidParameter, serviceNotFound } from "../errors.ts";
import { usableRevision } from "../families.ts";
import { activeCluster, findService } from "../identifiers.ts";
import { requireString } from "../limits.ts";
import { choosePlacement, newNetwork, requirePlacementInput, requirePlan } from "../placement.ts";
import { primaryOf, startDeployment } from "../services/deployments.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import { showService } from "../services/services.ts";
import { changedSettings, requireLoadBalancers, requireServiceSyntax } from "../services/settings.ts";
import { noteScaling } from "../services/shortfall.ts";
import type { Simulation } from "../simulation.ts";
import type { DeploymentPlan, Service } from "../state.ts";
import type { Request } from "../wire.ts";

type Input = Request<UpdateServiceRequest>;

/** Changes what a service should be; a member left out keeps its value (SV20–SV27). */
export function UpdateService(sim: Simulation, input: Input) {
  const identifier = requireString("Service", input.service);
  requireServiceSyntax(input);
  requirePlacementInput(input);
  const service = findService(activeCluster(sim, input.cluster), identifier);
  if (!service) throw serviceNotFound();
  if (service.status !== "ACTIVE") {
    throw sim.bugged("update-inactive-service-raises-service-not-found")
      ? serviceNotFound()
      : new EcsError("ServiceNotActiveException", "Service was not ACTIVE.");
  }
  if (service.schedulingStrategy === "DAEMON" && input.desiredCount !== undefined) {
    throw invalidParameter("The desired count must be blank with the DAEMON scheduling strategy.");
  }
  const plan = newPlan(sim, service, input);
  requirePlan(plan);
  requireLoadBalancers(input.loadBalancers, plan.revision);

  service.settings = changedSettings(service.settings, input);
  scale(sim, service, storedCount(sim, service, input));
  if (sim.bugged("update-service-changes-namesake")) scaleNamesakes(sim, service, input.desiredCount);
  if (input.forceNewDeployment || !isSamePlan(plan, service.plan)) startDeployment(sim, service, plan);
  wakeScheduler(sim, service);
  return { service: showService(sim, service, false) };
}

/** What the service is to run from now on (SV22–SV24). */
function newPlan(sim: Simulation, service: Service, input: Input): DeploymentPlan {
  const { plan } = service;
  if (sim.bugged("refused-update-service-still-changes-desired-count") && input.taskDefinition !== undefined) {
    scale(sim, service, input.desiredCount);
  }
  const names = input.taskDefinition ?? (input.forceNewDeployment ? plan.revision.arn : undefined);
  const strategy = input.capacityProviderStrategy && newPlacement(service, input);
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
  };
}

/** An empty strategy goes back to a launch type (SV23): to the one the service has or had, which here is Fargate. */
function newPlacement(service: Service, input: Input): Pick<DeploymentPlan, "launchType" | "strategy"> {
  if (input.capacityProviderStrategy?.length) {
    return choosePlacement(service.cluster, { capacityProviderStrategy: input.capacityProviderStrategy });
  }
  return { launchType: service.plan.launchType ?? "FARGATE", strategy: [] };
}

function isSamePlan(a: DeploymentPlan, b: DeploymentPlan): boolean {
  return (
    a.revision === b.revision &&
    a.launchType === b.launchType &&
    isDeepStrictEqual(a.strategy, b.strategy) &&
    a.platformVersion === b.platformVersion &&
    isDeepStrictEqual(a.networkConfiguration, b.networkConfiguration)
  );
}

function storedCount(sim: Simulation, service: Service, input: Input): number | undefined {
  if (sim.bugged("update-service-loses-desired-count-zero") && input.desiredCount === 0) return undefined;
  if (sim.bugged("update-service-with-task-definition-loses-desired-count") && input.taskDefinition !== undefined) {
    return service.desiredCount;
  }
  return input.desiredCount;
}

/** SV25. */
function scale(sim: Simulation, service: Service, count: number | undefined): void {
  if (count === undefined) return;
  const before = service.desiredCount;
  service.desiredCount = count;
  const primary = primaryOf(service);
  primary.desiredCount = count;
  primary.updatedAt = sim.clock.now;
  if (count !== before) noteScaling(sim, service, before);
}

function scaleNamesakes(sim: Simulation, service: Service, count: number | undefined): void {
  for (const cluster of sim.state.activeClusters) {
    const namesake = cluster.services.get(service.name);
    if (!namesake || namesake === service || namesake.status !== "ACTIVE") continue;
    scale(sim, namesake, count);
    wakeScheduler(sim, namesake);
  }
}
