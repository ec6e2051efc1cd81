import type { ContainerInstance } from "../instances/containerInstance.ts";
import { openInstances, unmetConstraint } from "../instances/place.ts";
import type { Simulation } from "../simulation.ts";
import type { DeploymentPlan, Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";

/** The instances that run one task each of a DAEMON service: all ACTIVE ones that match its constraints (DP13). */
export function daemonInstances(sim: Simulation, service: Service, plan: DeploymentPlan): ContainerInstance[] {
  return openInstances(sim, service.cluster).filter((instance) => isWanted(service, plan, instance));
}

/**
 * A task has to leave a DRAINING instance (CI3). A task of a DAEMON service also has to leave one that no longer
 * matches.
 */
export function hasToLeave(service: Service, plan: DeploymentPlan, { instance }: Task): boolean {
  if (!instance) return false;
  if (instance.status === "DRAINING") return true;
  return service.schedulingStrategy === "DAEMON" && !isWanted(service, plan, instance);
}

function isWanted({ name, settings }: Service, { revision }: DeploymentPlan, instance: ContainerInstance): boolean {
  const constraints = settings.placementConstraints.filter(({ type }) => type !== "distinctInstance");
  return unmetConstraint(instance, { revision, group: `service:${name}`, constraints }) === undefined;
}
