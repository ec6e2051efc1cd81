import type { Exchange, JsonObject } from "../../clients/client.ts";
import { withInactive } from "../../model/clusters/cluster.ts";
import { defaultCluster } from "../../model/language/resource.ts";
import { resourceKey } from "../../model/language/resourceKey.ts";
import type { Oracle } from "../judge/oracle.ts";
import type { Look } from "../looks/look.ts";

/** What learning of the server's region and account needs of a run. */
interface Prober {
  readonly oracle: Oracle;
  probe(look: Look, command: number): Promise<unknown>;
}

/** When a command names the region or the account before a reply has shown it: the failures of a description show both. */
export async function learnPlace(run: Prober, index: number, input: JsonObject | undefined): Promise<void> {
  if (!/«(?:region|account)»/.test(JSON.stringify(input ?? {}))) return;
  if (run.oracle.literal("«region» «account»") !== undefined) return;
  await run.probe({ operation: "DescribeClusters", input: { clusters: [`${run.oracle.namespace}nobodys`] } }, index);
}

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
  else if (text.includes('"ACTIVE"')) run.oracle.quarantine.avoid(resourceKey("cluster", defaultCluster));
}
