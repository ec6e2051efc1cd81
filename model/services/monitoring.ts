import type * as ecs from "@aws-sdk/client-ecs";
import { anyFaultOf, faultIf } from "../language/anyFaultOf.ts";
import type { Context } from "../language/step.ts";

const metrics: readonly string[] = ["CPUUtilization", "MemoryUtilization"];
const resolutions: readonly number[] = [20, 60];

/** The rules by which `badMonitoring` refuses. */
export const monitoringRefusals = ["SV62d", "SV62n", "SV62r"] as const;

/** The faults of a service's monitoring (row SV62). */
export function badMonitoring(given: ecs.MonitoringConfiguration | undefined, context: Context) {
  const { metricConfigurations = [] } = given ?? {};
  const names = metricConfigurations.flatMap(({ metricNames }) => metricNames ?? []);
  const isUnnamed = metricConfigurations.some(({ metricNames }) => metricNames === undefined);
  const hasBadResolution = !metricConfigurations.every(({ resolutionSeconds = 0 }) =>
    resolutions.includes(resolutionSeconds),
  );
  return anyFaultOf(
    [
      faultIf(hasBadResolution, "SV62r"),
      faultIf(isUnnamed || names.some((name) => !metrics.includes(name)), "SV62n"),
      faultIf(new Set(names).size < names.length, "SV62d"),
    ],
    context,
  );
}
