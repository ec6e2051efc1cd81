import type { ListServicesByNamespaceRequest } from "@aws-sdk/client-ecs";
import { requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import { knownNamespace, namespaceOf } from "../services/serviceConnect.ts";
import type { Simulation } from "../simulation.ts";
import type { Request } from "../wire.ts";

/** The ACTIVE services of all clusters that use a namespace for Service Connect (SV36). */
export function ListServicesByNamespace(sim: Simulation, input: Request<ListServicesByNamespaceRequest>) {
  const identifier = requireString("Namespace", input.namespace);
  const namespace = sim.bugged("unknown-namespace-has-no-services") ? identifier : knownNamespace(sim, identifier);
  const rule = { operation: "ListServicesByNamespace", defaultSize: 10, maximumSize: 100, filters: [namespace] };
  const arns = [...sim.state.activeClusters]
    .flatMap((cluster) => [...cluster.activeServices])
    .filter((service) => namespaceOf(service) === namespace)
    .map(({ arn }) => arn)
    .sort();
  const { items, nextToken } = pageOf<string, string>(rule, input, (place = "") =>
    arns.filter((arn) => arn > place).map((arn) => [arn, arn] as const),
  );
  return { serviceArns: items, nextToken };
}
