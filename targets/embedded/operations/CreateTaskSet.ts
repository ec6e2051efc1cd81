import type { CreateTaskSetRequest } from "@aws-sdk/client-ecs";
import { choosePlacement, newNetwork, requirePlacementInput, requirePlan } from "../capacity/placement.ts";
import { clientException, invalidParameter } from "../errors.ts";
import { canonical } from "../requests/canonical.ts";
import { requireAtMost, requireOneOf, requireRange, requireString, requireToken } from "../requests/limits.ts";
import { newTags } from "../requests/tags.ts";
import { activeExternalService } from "../services/external.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import { requireLoadBalancers } from "../services/settings.ts";
import { addTaskSet, showTaskSet, type TaskSet } from "../services/taskSets.ts";
import type { Simulation } from "../simulation.ts";
import type { DeploymentPlan, Service } from "../state/service.ts";
import { parseRevisionName, usableRevision } from "../taskDefinitions/families.ts";
import type { Request } from "../wire.ts";

type Input = Request<CreateTaskSetRequest>;

const mostTaskSets = 5;

/** TS1–TS3; a set without a scale runs no tasks. */
export function CreateTaskSet(sim: Simulation, input: Input) {
  const definition = requireString("TaskDefinition", input.taskDefinition);
  requireToken(input.clientToken, 36);
  requirePlacementInput(input);
  requireAtMost("load balancers", input.loadBalancers, 1);
  const scale = newScale(input.scale);
  const tags = newTags(input.tags);
  const service = activeExternalService(sim, input);
  const repeated = repeatedTaskSet(service, input);
  if (repeated) return { taskSet: showTaskSet(sim, repeated, true) };

  if (service.taskSets.length >= mostTaskSets) {
    throw invalidParameter(
      `${mostTaskSets} deployments exist on the service. Unable to create new TaskSet since this exceeds the maximum limit.`,
    );
  }
  const latest = sim.bugged("create-task-set-uses-latest-revision");
  const plan: DeploymentPlan = {
    revision: usableRevision(sim, latest ? parseRevisionName(definition).family : definition, clientException),
    ...choosePlacement(sim, service.cluster, input),
    platformVersion: input.platformVersion,
    networkConfiguration: newNetwork(input.networkConfiguration),
  };
  requirePlan(plan);
  requireLoadBalancers(input.loadBalancers, plan.revision);
  const taskSet = addTaskSet(sim, {
    service,
    plan,
    serviceRegistries: input.serviceRegistries ?? [],
    externalId: input.externalId,
    creation: { token: input.clientToken, request: canonical(input, service.cluster.name) },
    scale: scale ?? 0,
    tags,
  });
  wakeScheduler(sim, service);
  return { taskSet: showTaskSet(sim, taskSet, true) };
}

/** A share in percent, from 0 to 100 (TS3). */
export function newScale(scale: Input["scale"]): number | undefined {
  requireOneOf("unit", scale?.unit, ["PERCENT"]);
  requireRange("scale", scale?.value, 0, 100);
  return scale?.value;
}

/** The set that an identical request created before. */
function repeatedTaskSet(service: Service, input: Input): TaskSet | undefined {
  if (input.clientToken === undefined) return undefined;
  const present = service.taskSets.find(({ creation }) => creation.token === input.clientToken);
  if (present && present.creation.request !== canonical(input, service.cluster.name)) {
    throw invalidParameter("Creation of task set was not idempotent.");
  }
  return present;
}
