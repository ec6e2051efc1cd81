import type { Exchange } from "../clients/client.ts";
import { values } from "../model/shelf.ts";
import type { Run } from "./run.ts";

/** Removes what the run made, as well as the server lets it; returns what it had to leave. */
export async function cleanUp(run: Run): Promise<string[]> {
  const left: string[] = [];
  const attempt = async (what: string, operation: string, input: Parameters<Run["send"]>[1]) => {
    const exchange = await run.send(operation, input);
    if (!done(exchange)) left.push(what);
  };
  for (const cluster of values(run.oracle.state.clusters)) {
    if (cluster.status === "ACTIVE")
      await attempt(`cluster ${cluster.name}`, "DeleteCluster", { cluster: cluster.name });
  }
  return left;
}

const done = (exchange: Exchange): boolean => exchange.kind === "answered" && exchange.status === 200;
