import type { ListDaemonsRequest } from "@aws-sdk/client-ecs";
import { activeCluster } from "../requests/identifiers.ts";
import { pageOf } from "../requests/pages.ts";
import type { Simulation } from "../simulation.ts";
import type { Request } from "../wire.ts";

/** DA1: the simulator creates no daemons. */
export function ListDaemons(sim: Simulation, input: Request<ListDaemonsRequest>) {
  const cluster = activeCluster(sim, input.clusterArn);
  const rule = { operation: "ListDaemons", defaultSize: 100, maximumSize: 100, filters: [cluster.name] };
  const { items, nextToken } = pageOf<never, number>(rule, input, () => []);
  return { daemonSummariesList: items, nextToken };
}
