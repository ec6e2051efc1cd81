import { placesOnFargate } from "../capacity/placement.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import { wakeScheduler } from "./scheduler.ts";

/** Wakes the scheduler of all services whose tasks are placed on the instances of this cluster. */
export function wakeServicesOnInstances(sim: Simulation, cluster: Cluster): void {
  if (sim.bugged("new-instances-leave-services-waiting")) return;
  for (const service of cluster.activeServices) {
    const plans = [...service.deployments, ...service.taskSets].map(({ plan }) => plan);
    if (plans.some((plan) => !placesOnFargate(plan))) wakeScheduler(sim, service);
  }
}
