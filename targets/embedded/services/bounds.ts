import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";

/** How few tasks may run and how many may be there at all while a service changes (DP3). */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

export function boundsOf(sim: Simulation, service: Service, rollingOut: boolean): Bounds {
  const { minimumHealthyPercent, maximumPercent } = service.settings.deploymentConfiguration;
  const least = (service.desiredCount * minimumHealthyPercent) / 100;
  const most = (service.desiredCount * maximumPercent) / 100;
  const lower = sim.bugged("minimum-healthy-percent-rounds-down") ? Math.floor(least) : Math.ceil(least);
  const upper = sim.bugged("maximum-percent-rounds-up") ? Math.ceil(most) : Math.floor(most);
  return {
    lower: rollingOut && sim.bugged("rollout-ignores-minimum-healthy-percent") ? 0 : lower,
    upper: rollingOut && sim.bugged("rollout-exceeds-maximum-percent") ? Number.POSITIVE_INFINITY : upper,
  };
}
