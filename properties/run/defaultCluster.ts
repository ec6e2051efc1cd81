import type { Exchange, JsonObject } from "../../clients/client.ts";
import { withInactive } from "../../model/clusters/cluster.ts";
import { defaultCluster } from "../../model/language/resource.ts";
import { resourceKey } from "../../model/language/resourceKey.ts";
import type { Oracle } from "../judge/oracle.ts";

/** What it needs of a run. */
interface Sender {
  readonly oracle: Oracle;
  send(operation: string, input: JsonObject): Promise<Exchange>;
}

/**
 * Reads the state of the `default` cluster before a run touches it. One that others use, or in which an earlier run left
 * tasks, is not touched.
 */
export async function meetDefaultCluster(run: Sender): Promise<void> {
  const text = await textOf(run, "DescribeClusters", { clusters: [defaultCluster] });
  if (text.includes('"ACTIVE"') || (await hasTasks(run)))
    run.oracle.quarantine.avoid(resourceKey("cluster", defaultCluster));
  else if (text.includes('"INACTIVE"')) run.oracle.begin(withInactive(run.oracle.state, defaultCluster));
}

async function hasTasks(run: Sender): Promise<boolean> {
  for (const desiredStatus of ["RUNNING", "STOPPED"])
    if ((await textOf(run, "ListTasks", { cluster: defaultCluster, desiredStatus })).includes(":task/")) return true;
  return false;
}

async function textOf(run: Sender, operation: string, input: JsonObject): Promise<string> {
  const answer = await run.send(operation, input);
  return answer.kind === "answered" ? answer.text : "";
}
