import type { MonitoringConfiguration } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import type { Wire } from "../wire.ts";

/** SV62. */
export function requireMonitoring(monitoring: Wire<MonitoringConfiguration> | undefined): void {
  const seen = new Set<string>();
  for (const { metricNames, resolutionSeconds } of monitoring?.metricConfigurations ?? []) {
    if (resolutionSeconds !== 20 && resolutionSeconds !== 60)
      throw invalidParameter("Monitoring configuration resolution must be one of [20, 60] seconds.");
    if (metricNames === undefined || metricNames.some((name) => !/^(?:CPU|Memory)Utilization$/.test(name)))
      throw invalidParameter("Metric name must be one of [CPUUtilization, MemoryUtilization].");
    for (const name of metricNames) {
      if (seen.has(name))
        throw invalidParameter("Duplicate metric names are not allowed across monitoring configuration.");
      seen.add(name);
    }
  }
}
