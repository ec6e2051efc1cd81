import type { Service } from "../state/service.ts";

/** The least number of running tasks and the greatest number of tasks while a service changes (DP3). */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

export function boundsOf({ desiredCount, settings }: Service): Bounds {
  const { minimumHealthyPercent, maximumPercent } = settings.deploymentConfiguration;
  return {
    lower: Math.ceil((desiredCount * minimumHealthyPercent) / 100),
    upper: Math.floor((desiredCount * maximumPercent) / 100),
  };
}
