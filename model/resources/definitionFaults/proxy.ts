import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { openIf } from "./openFault.ts";

/** The faults of a task's proxy configuration (row TE44). */
export function proxyFaults(input: Input<"RegisterTaskDefinition">) {
  const { proxyConfiguration: proxy, containerDefinitions = [] } = input;
  if (proxy === undefined) return [];
  const { containerName: container = "", properties = [] } = proxy;
  const given = (name: string): boolean => properties.some((property) => property.name === name);
  return [
    faultIf(input.networkMode !== "awsvpc", "TE44"),
    faultIf(!containerDefinitions.some(({ name }) => name === container), "TE44c", { container }),
    faultIf(!given("ProxyIngressPort"), "TE44i"),
    // Neither the texts for these nor the required ones among them are recorded.
    openIf(!["ProxyEgressPort", "AppPorts", "IgnoredUID"].every(given), "TE44p"),
  ];
}
