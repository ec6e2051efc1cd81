import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { openIf } from "./openFault.ts";

/** What is wrong with the proxy of a task (row TE44). */
export function proxyFaults(input: Input<"RegisterTaskDefinition">) {
  const { proxyConfiguration: proxy, containerDefinitions = [] } = input;
  if (proxy === undefined) return [];
  const { containerName: container = "", properties = [] } = proxy;
  const given = (name: string): boolean => properties.some((property) => property.name === name);
  return [
    faultIf(input.networkMode !== "awsvpc", "TE44"),
    faultIf(!containerDefinitions.some(({ name }) => name === container), "TE44c", { container }),
    faultIf(!given("ProxyIngressPort"), "TE44i"),
    // Of these the texts are not recorded, nor which of them must be there.
    openIf(!["ProxyEgressPort", "AppPorts", "IgnoredUID"].every(given), "TE44p"),
  ];
}
