import type { JsonObject } from "../../model/language/json.ts";
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
