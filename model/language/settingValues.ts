const switched = ["enabled", "disabled"];

/** The settings and the values that each accepts, as far as row AS1 tells. */
export const settingValues: Readonly<Record<string, readonly string[]>> = {
  serviceLongArnFormat: switched,
  taskLongArnFormat: switched,
  containerInstanceLongArnFormat: switched,
  awsvpcTrunking: switched,
  containerInsights: ["enabled", "disabled", "enhanced"],
  fargateFIPSMode: switched,
  tagResourceAuthorization: ["on", "off"],
  fargateTaskRetirementWaitPeriod: ["0", "7", "14"],
  guardDutyActivate: ["on", "off"],
  defaultLogDriverMode: ["blocking", "non-blocking"],
  fargateEventWindows: switched,
  dualStackIPv6: switched,
};

export const settingNames: readonly string[] = Object.keys(settingValues);
