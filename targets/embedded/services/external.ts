import type { CreateServiceRequest, UpdateServiceRequest } from "@aws-sdk/client-ecs";
import { invalidParameter, serviceNotActive, serviceNotFound } from "../errors.ts";
import { activeCluster, findService, requiredCluster } from "../requests/identifiers.ts";
import { requireString } from "../requests/limits.ts";
import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import type { Request } from "../wire.ts";

type Input = Request<CreateServiceRequest> & Request<UpdateServiceRequest>;

const ofTaskSets = [
  "launchType",
  "capacityProviderStrategy",
  "platformVersion",
  "networkConfiguration",
  "loadBalancers",
  "serviceRegistries",
  "forceNewDeployment",
] as const satisfies readonly (keyof Input)[];

/** Refuses members that an EXTERNAL service leaves to its task sets (SV1, SV2b). */
export function requireExternalInput(sim: Simulation, input: Input): void {
  const accepts = sim.bugged("external-service-accepts-task-definition");
  if (input.taskDefinition !== undefined && !accepts) throw invalidParameter("TaskDefinition must be blank.");
  for (const member of ofTaskSets) {
    const value = input[member];
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) continue;
    throw invalidParameter(`${member} must be blank for services with the EXTERNAL deployment controller.`);
  }
  if (input.schedulingStrategy === "DAEMON") {
    throw invalidParameter("The DAEMON scheduling strategy is not supported for the EXTERNAL deployment controller.");
  }
}

interface ServiceInput {
  readonly cluster?: string | undefined;
  readonly service?: string | undefined;
}

/** The EXTERNAL service of a request; services with other controllers have no task sets (TS1, TS4). */
export function externalService(sim: Simulation, input: ServiceInput): Service {
  const identifier = requireString("Service", input.service);
  const service = findService(activeCluster(sim, requiredCluster(input.cluster)), identifier);
  if (!service) throw serviceNotFound();
  if (service.controller !== "EXTERNAL" && !sim.bugged("task-sets-of-rolling-service-answered-empty")) {
    throw invalidParameter(
      "Amazon ECS only supports task set management on services configured to use external deployment controllers.",
    );
  }
  if (service.status === "INACTIVE") throw serviceNotActive();
  return service;
}

export function activeExternalService(sim: Simulation, input: ServiceInput): Service {
  const service = externalService(sim, input);
  if (service.status !== "ACTIVE") throw serviceNotActive();
  return service;
}
