import type { ClusterSetting } from "@aws-sdk/client-ecs";
import { EcsError } from "../errors.ts";
import { requireOneOf } from "../requests/limits.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

/** The settings that are given, or a refusal: only Container Insights can be set (CL20). */
export function newSettings(list: readonly Wire<ClusterSetting>[] | undefined): Map<string, string> {
  const settings = new Map<string, string>();
  for (const { name = "", value = "" } of list ?? []) {
    requireOneOf("name", name, ["containerInsights"]);
    requireOneOf("value", value, ["enabled", "disabled", "enhanced"]);
    settings.set(name, value);
  }
  return settings;
}

/** A namespace given by name is made on the way; one given by ARN cannot exist here. An empty one clears. */
export function newNamespace(sim: Simulation, namespace: string | undefined): string | undefined {
  if (!namespace) return undefined;
  if (namespace.startsWith("arn:")) throw new EcsError("NamespaceNotFoundException", "Namespace not found.");
  return `arn:aws:servicediscovery:${sim.region}:${sim.account}:namespace/ns-${namespace}`;
}
