import type { Exchange, JsonObject } from "../../clients/client.ts";
import { withInactive } from "../../model/clusters/cluster.ts";
import { defaultCluster } from "../../model/language/resource.ts";
import { resourceKey } from "../../model/language/resourceKey.ts";
import type { Oracle } from "../judge/oracle.ts";

/** What reading the `default` cluster needs of a run. */
interface Sender {
  readonly oracle: Oracle;
  send(operation: string, input: JsonObject): Promise<Exchange>;
}

/** Reads the state of the `default` cluster before it is touched; one that others use is not touched. */
export async function meetDefault(run: Sender): Promise<void> {
  const answer = await run.send("DescribeClusters", { clusters: [defaultCluster] });
  const text = answer.kind === "answered" ? answer.text : "";
  if (text.includes('"INACTIVE"')) run.oracle.begin(withInactive(run.oracle.state, defaultCluster));
  else if (text.includes('"ACTIVE"')) run.oracle.quarantine.taint(resourceKey("cluster", defaultCluster));
}
