import type { CreateServiceRequest } from "@aws-sdk/client-ecs";
import { choosePlacement, newNetwork, requirePlacementInput, requirePlan } from "../capacity/placement.ts";
import { clientException, invalidParameter, serviceNotFound } from "../errors.ts";
import { OrderedSet } from "../orderedSet.ts";
import { canonical } from "../requests/canonical.ts";
import { activeCluster, namePattern } from "../requests/identifiers.ts";
import { requireOneOf, requireString, requireToken } from "../requests/limits.ts";
import { newTags, type Tags } from "../requests/tags.ts";
import { startDeployment } from "../services/deployments.ts";
import { requireExternalInput } from "../services/external.ts";
import { observeTask, wakeScheduler } from "../services/scheduler.ts";
import { newServiceConnect } from "../services/serviceConnect.ts";
import { addService, showService } from "../services/services.ts";
import { changedSettings, defaultSettings, requireLoadBalancers, requireServiceSyntax } from "../services/settings.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { DeploymentPlan, Service } from "../state/service.ts";
import type { Revision } from "../state/taskDefinition.ts";
import { findRevision, usableRevision } from "../taskDefinitions/families.ts";
import type { Request } from "../wire.ts";

type Input = Request<CreateServiceRequest>;

/** Makes a service, or answers the one that the same request made before (SV1–SV17). */
export function CreateService(sim: Simulation, input: Input) {
  const name = requireSyntax(sim, input);
  const tags = newTags(input.tags);
  const cluster = activeCluster(sim, input.cluster);
  const repeated = repeatedService(sim, cluster, name, input);
  if (repeated) return { service: showService(sim, repeated, true) };

  if (input.deploymentController?.type === "EXTERNAL") {
    return { service: showService(sim, newService(sim, cluster, name, input, undefined, tags), true) };
  }
  const revision = revisionToRun(sim, requireString("TaskDefinition", input.taskDefinition));
  const plan: DeploymentPlan = {
    revision,
    ...choosePlacement(cluster, input),
    platformVersion: input.platformVersion,
    networkConfiguration: newNetwork(input.networkConfiguration),
    serviceConnect: newServiceConnect(sim, cluster, input.serviceConnectConfiguration),
  };
  if (input.schedulingStrategy === "DAEMON" && plan.strategy.length > 0) {
    throw invalidParameter(
      "Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.",
    );
  }
  if (input.schedulingStrategy === "DAEMON" && plan.launchType === "FARGATE") {
    throw invalidParameter("The DAEMON scheduling strategy is not supported for the FARGATE launch type.");
  }
  const create = () => newService(sim, cluster, name, input, plan, tags);
  try {
    requirePlan(plan);
  } catch (refusal) {
    if (sim.bugged("refused-create-service-leaves-service-behind")) create();
    throw refusal;
  }
  requireLoadBalancers(input.loadBalancers, revision);
  const service = create();
  const answer = { service: showService(sim, service, true) };
  if (sim.bugged("create-service-forgets-tags")) service.tags = new Map();
  return answer;
}

/** TD31. */
function revisionToRun(sim: Simulation, identifier: string): Revision {
  if (sim.bugged("create-service-with-unknown-definition-raises-not-found") && !findRevision(sim, identifier))
    throw serviceNotFound();
  const latest = sim.bugged("create-service-uses-latest-revision");
  return usableRevision(sim, latest ? identifier.replace(/:\d+$/, "") : identifier, clientException);
}

function requireSyntax(sim: Simulation, input: Input): string {
  const name = requireString("Service name", input.serviceName);
  const pattern = sim.bugged("create-service-accepts-dots") ? /^[a-zA-Z0-9\-_.]{1,255}$/ : namePattern;
  if (!pattern.test(name)) throw invalidParameter("Service name contains invalid characters.");
  requireOneOf("schedulingStrategy", input.schedulingStrategy, ["REPLICA", "DAEMON"]);
  requireToken(input.clientToken, 36);
  requireServiceSyntax(input);
  requirePlacementInput(input);
  if (input.deploymentController?.type === "EXTERNAL") {
    requireExternalInput(sim, input);
    return name;
  }
  const daemon = input.schedulingStrategy === "DAEMON";
  if (!daemon && input.desiredCount === undefined) throw invalidParameter("Desired count can not be blank.");
  if (daemon && input.desiredCount !== undefined) {
    throw invalidParameter("The desired count must be blank with the DAEMON scheduling strategy.");
  }
  return name;
}

/** The service that this very request has made before; any other one in the way refuses it (SV7–SV10). */
function repeatedService(sim: Simulation, cluster: Cluster, name: string, input: Input): Service | undefined {
  const present = cluster.services.get(name);
  if (!present || present.status === "INACTIVE") return undefined;
  if (present.status === "DRAINING") throw invalidParameter("Unable to Start a service that is still Draining.");
  if (sim.bugged("create-taken-service-answers-it")) return present;
  const { creation } = present;
  const refuses = sim.bugged("create-service-same-token-refused") && input.clientToken !== undefined;
  if (creation.token !== input.clientToken || creation.request !== canonical(input, cluster) || refuses) {
    throw invalidParameter("Creation of service was not idempotent.");
  }
  return present;
}

function newService(
  sim: Simulation,
  cluster: Cluster,
  name: string,
  input: Input,
  plan: DeploymentPlan | undefined,
  tags: Tags,
): Service {
  const schedulingStrategy = input.schedulingStrategy === "DAEMON" ? "DAEMON" : "REPLICA";
  const leftOver = sim.bugged("recreated-service-keeps-old-tags") ? cluster.services.get(name)?.tags : undefined;
  const service: Service = {
    cluster,
    name,
    arn: sim.arn(`service/${cluster.name}/${name}`),
    createdAt: sim.clock.now,
    creation: { token: input.clientToken, request: canonical(input, cluster) },
    schedulingStrategy,
    controller: plan ? "ECS" : "EXTERNAL",
    status: "ACTIVE",
    desiredCount: input.desiredCount ?? 0,
    plan,
    settings: changedSettings(defaultSettings(schedulingStrategy), input),
    tags: new Map([...(leftOver ?? []), ...tags]),
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
    observe: (task, event) => observeTask(sim, service, task, event),
  };
  if (plan) startDeployment(sim, service, plan);
  addService(service);
  wakeScheduler(sim, service);
  return service;
}
