import type { Exchange, JsonObject } from "../../clients/client.ts";
import { withInactive } from "../../model/clusters/cluster.ts";
import { defaultCluster, keysOfArn } from "../../model/language/resource.ts";
import { type ResourceKey, resourceKey } from "../../model/language/resourceKey.ts";
import type { Oracle } from "../judge/oracle.ts";

/** What it needs of a run. */
interface Sender {
  readonly oracle: Oracle;
  send(operation: string, input: JsonObject): Promise<Exchange>;
}

/**
 * Reads the state of the `default` cluster before a run touches it. One that others use is not touched; tasks that an
 * earlier run left in a cluster that is no longer ACTIVE are left out of the comparisons.
 */
export async function meetDefaultCluster(run: Sender): Promise<void> {
  const { oracle } = run;
  const text = await textOf(run, "DescribeClusters", { clusters: [defaultCluster] });
  if (text.includes('"ACTIVE"')) {
    oracle.quarantine.avoid(resourceKey("cluster", defaultCluster));
    return;
  }
  for (const desiredStatus of ["RUNNING", "STOPPED"] as const)
    for (const key of await tasksOf(run, desiredStatus)) oracle.quarantine.leaveOut(key);
  if (text.includes('"INACTIVE"')) oracle.begin(withInactive(oracle.state, defaultCluster));
}

async function tasksOf(run: Sender, desiredStatus: "RUNNING" | "STOPPED"): Promise<ResourceKey[]> {
  const text = await textOf(run, "ListTasks", { cluster: defaultCluster, desiredStatus });
  return [...text.matchAll(/arn:[^"]*:task\/[^"]+/g)].flatMap(([arn]) => keysOfArn(arn).slice(0, 1));
}

async function textOf(run: Sender, operation: string, input: JsonObject): Promise<string> {
  const answer = await run.send(operation, input);
  return answer.kind === "answered" ? answer.text : "";
}
