import type { CreateServiceRequest } from "@aws-sdk/client-ecs";
import { choosePlacement, newNetwork, requirePlacementInput, requirePlan } from "../capacity/placement.ts";
import { clientException, invalidParameter } from "../errors.ts";
import { OrderedSet } from "../orderedSet.ts";
import { canonical } from "../requests/canonical.ts";
import { activeCluster, namePattern } from "../requests/identifiers.ts";
import { requireString, requireToken } from "../requests/limits.ts";
import { newTags, type Tags } from "../requests/tags.ts";
import { startDeployment } from "../services/deployments.ts";
import { requireExternalInput } from "../services/external.ts";
import {
  requireBalancerForCodeDeploy,
  requireCompanions,
  requireRoleAndRegistry,
} from "../services/refusals/companions.ts";
import { requireDaemon } from "../services/refusals/daemon.ts";
import { requireLinks } from "../services/refusals/links.ts";
import { requireSpread } from "../services/refusals/placement.ts";
import { observeTask, wakeScheduler } from "../services/scheduler.ts";
import { newServiceConnect } from "../services/serviceConnect.ts";
import { addService, showService } from "../services/services.ts";
import {
  changedSettings,
  defaultSettings,
  requireCount,
  requireLoadBalancers,
  requireServiceSyntax,
  settledRebalancing,
} from "../services/settings.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { DeploymentPlan, Service } from "../state/service.ts";
import type { Revision } from "../state/taskDefinition.ts";
import { usableRevision } from "../taskDefinitions/families.ts";
import { requireTaskRole, serviceRole } from "../tasks/taskRole.ts";
import type { Request } from "../wire.ts";

type Input = Request<CreateServiceRequest>;

/** Creates a service, or returns the one that an identical request created before (SV1–SV17). */
export function CreateService(sim: Simulation, input: Input) {
  const name = requireSyntax(sim, input);
  const tags = newTags(input.tags);
  const cluster = activeCluster(sim, input.cluster);
  const repeated = repeatedService(sim, cluster, name, input);
  if (repeated) return { service: showService(sim, repeated, true) };

  if (input.deploymentController?.type === "EXTERNAL") {
    return { service: showService(sim, newService(sim, cluster, name, input, undefined, tags), true) };
  }
  const revision = sim.rule(revisionToRun)(sim, requireString("TaskDefinition", input.taskDefinition));
  requireLinks(sim, input, revision);
  const plan: DeploymentPlan = {
    revision,
    ...choosePlacement(sim, cluster, input),
    platformVersion: input.platformVersion,
    networkConfiguration: newNetwork(input.networkConfiguration),
    monitoring: input.monitoring,
    serviceConnect: sim.rule(newServiceConnect)(sim, cluster, input.serviceConnectConfiguration),
  };
  if (input.schedulingStrategy === "DAEMON") requireDaemon(sim, input, plan);
  sim.rule(requireRoleAndRegistry)(input, plan.revision);
  sim.rule(requireTaskRole)(input.enableExecuteCommand, plan.revision.content.taskRoleArn, serviceRole("created"));
  return { service: showService(sim, sim.rule(deployedService)(sim, cluster, name, input, plan, tags), true) };
}

/** SV12–SV14. */
export function deployedService(
  sim: Simulation,
  cluster: Cluster,
  name: string,
  input: Input,
  plan: DeploymentPlan,
  tags: Tags,
): Service {
  requirePlan(plan);
  requireLoadBalancers(input.loadBalancers, plan.revision);
  return newService(sim, cluster, name, input, plan, tags);
}

/** TD31. */
export function revisionToRun(sim: Simulation, identifier: string): Revision {
  return usableRevision(sim, identifier, clientException);
}

function requireSyntax(sim: Simulation, input: Input): string {
  const name = requireString("Service name", input.serviceName);
  const pattern = sim.bugged("create-service-accepts-dots") ? /^[a-zA-Z0-9\-_.]{1,255}$/ : namePattern;
  if (!pattern.test(name)) throw invalidParameter("Service name contains invalid characters.");
  if (input.schedulingStrategy !== undefined && !["REPLICA", "DAEMON"].includes(input.schedulingStrategy))
    throw invalidParameter("Scheduling strategy should be one of [REPLICA,DAEMON]");
  if ((input.clientToken?.length ?? 0) > 36) throw invalidParameter("idempotency token longer than 36.");
  requireToken(input.clientToken, 36);
  requireCount(input.desiredCount, "DesiredCount");
  sim.rule(requireBalancerForCodeDeploy)(input);
  requireServiceSyntax(input);
  requirePlacementInput(input);
  requireSpread(sim, input);
  requireCompanions(sim, input);
  if (input.deploymentController?.type === "EXTERNAL") {
    requireExternalInput(sim, input);
    return name;
  }
  if (input.schedulingStrategy !== "DAEMON" && input.desiredCount === undefined)
    throw invalidParameter("DesiredCount is missing");
  return name;
}

/** The service that an identical request created before. Refuses if another service has the name (SV7–SV10). */
function repeatedService(sim: Simulation, cluster: Cluster, name: string, input: Input): Service | undefined {
  const present = cluster.services.get(name);
  if (!present || present.status === "INACTIVE") return undefined;
  if (present.status === "DRAINING") throw invalidParameter("Unable to Start a service that is still Draining.");
  if (!sim.rule(isSameRequest)(present, cluster, input)) {
    throw invalidParameter("Creation of service was not idempotent.");
  }
  return present;
}

export function isSameRequest({ creation }: Service, cluster: Cluster, input: Input): boolean {
  return (
    creation.token !== undefined &&
    creation.token === input.clientToken &&
    creation.request === requestOf(input, cluster)
  );
}

/** What identical requests have in common: all members except the tags and the token (SV10). */
export function requestOf(input: Input, cluster: Cluster): string {
  return canonical({ ...input, tags: undefined }, cluster.name);
}

/** Unknown controllers were refused before. */
const controllerOf = ({ deploymentController }: Input): Service["controller"] =>
  (deploymentController?.type as Service["controller"] | undefined) ?? "ECS";

export function newService(
  sim: Simulation,
  cluster: Cluster,
  name: string,
  input: Input,
  plan: DeploymentPlan | undefined,
  tags: Tags,
): Service {
  const schedulingStrategy = input.schedulingStrategy === "DAEMON" ? "DAEMON" : "REPLICA";
  const service: Service = {
    cluster,
    name,
    arn: sim.arn(`service/${cluster.name}/${name}`),
    createdAt: sim.clock.now,
    creation: { token: input.clientToken, request: requestOf(input, cluster) },
    schedulingStrategy,
    controller: controllerOf(input),
    status: "ACTIVE",
    deletion: "none",
    desiredCount: input.desiredCount ?? 0,
    plan,
    settings: settledRebalancing(changedSettings(defaultSettings(schedulingStrategy), input), input),
    tags: new Map(tags),
    deployments: [],
    taskSets: [],
    serviceDeployments: new Map(),
    serviceRevisions: new Map(),
    events: [],
    liveTasks: new OrderedSet(),
    endingTasks: cluster.services.get(name)?.endingTasks ?? new OrderedSet(),
    drainingTasks: 0,
    lastCompleted: undefined,
    launches: { failedStarts: 0, earlyExits: 0, notBefore: 0 },
    steady: false,
    nextReconcile: undefined,
    observe: (task, event) => sim.rule(observeTask)(sim, service, task, event),
  };
  if (plan) startDeployment(sim, service, plan);
  sim.rule(addService)(service);
  wakeScheduler(sim, service);
  return service;
}
