import type * as ecs from "@aws-sdk/client-ecs";
import { anyFaultOf } from "../language/anyFaultOf.ts";
import { type Context, refuse } from "../language/step.ts";

const metrics: readonly string[] = ["CPUUtilization", "MemoryUtilization"];
const resolutions: readonly number[] = [20, 60];

/** The rules by which `badMonitoring` refuses. */
export const monitoringRefusals = ["SV62d", "SV62n", "SV62r"] as const;

/** The faults of a service's monitoring (row SV62). */
export function badMonitoring(given: ecs.MonitoringConfiguration | undefined, context: Context) {
  const { metricConfigurations = [] } = given ?? {};
  const names = metricConfigurations.flatMap(({ metricNames }) => metricNames ?? []);
  const isUnnamed = metricConfigurations.some(({ metricNames }) => metricNames === undefined);
  const resolution = metricConfigurations.every(({ resolutionSeconds = 0 }) => resolutions.includes(resolutionSeconds));
  return anyFaultOf(
    [
      resolution ? undefined : refuse("SV62r"),
      isUnnamed || names.some((name) => !metrics.includes(name)) ? refuse("SV62n") : undefined,
      new Set(names).size < names.length ? refuse("SV62d") : undefined,
    ],
    context,
  );
}
