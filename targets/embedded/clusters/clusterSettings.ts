import type { ClusterSetting } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import { requireOneOf } from "../requests/limits.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

/** The settings of a request. Refuses all except Container Insights (CL20). */
export function newSettings(list: readonly Wire<ClusterSetting>[] | undefined): Map<string, string> {
  const settings = new Map<string, string>();
  for (const { name = "", value = "" } of list ?? []) {
    requireOneOf("name", name, ["containerInsights"]);
    if (!["enabled", "disabled", "enhanced"].includes(value)) throw invalidParameter("Invalid setting 'value'");
    settings.set(name, value);
  }
  return settings;
}

/** The ARN of a namespace, which is created if it is given by name. An ARN is refused, an empty name means none. */
export function newNamespace(sim: Simulation, namespace: string | undefined): string | undefined {
  if (!namespace) return undefined;
  if (namespace.startsWith("arn:")) throw new EcsError("NamespaceNotFoundException", "Namespace not found.");
  return `arn:aws:servicediscovery:${sim.region}:${sim.account}:namespace/ns-${namespace}`;
}
