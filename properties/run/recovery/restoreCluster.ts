import { withoutCluster } from "../../../model/clusters/withoutCluster.ts";
import { isObject, type JsonObject } from "../../../model/language/json.ts";
import { get } from "../../../model/language/persistentMap.ts";
import { nameOf, type ResourceKey } from "../../../model/language/resourceKey.ts";
import { isAccepted } from "../accepted.ts";
import type { Run } from "../run.ts";

/**
 * Gives a cluster the settings that it has in the model. One that should not exist is deleted, and known again once it
 * is created. True when nothing stands in the way, as far as the replies show.
 */
export async function restoreCluster(run: Run, key: ResourceKey, index: number): Promise<boolean> {
  const { oracle, quarantine, history } = run;
  const name = nameOf(key);
  const known = get(oracle.state.clusters, name);
  const call = history.findLast(({ command, look }) => command === index && !look);
  if (known?.status === "INACTIVE") {
    const without = (await isMissing(run, name)) ? withoutCluster(oracle.state, name) : undefined;
    if (without !== undefined) oracle.begin(without);
    return without !== undefined;
  }
  if (known === undefined) {
    const created = call?.operation === "CreateCluster";
    if (!created || !isAccepted(await run.send("DeleteCluster", { cluster: name }))) return false;
    if (await isMissing(run, name)) return true;
    quarantine.awaitCreation(key);
    return false;
  }
  const { capacityProviders, defaultCapacityProviderStrategy, settings, insights, configuration, tags } = known;
  const value = insights?.[0];
  const chosen = settings.length > 0 || value === undefined ? settings : [{ name: "containerInsights", value }];
  const resourceArn = `arn:aws:ecs:«region»:«account»:cluster/${name}`;
  const tagKeys = tagKeysIn(call?.input).filter((each) => !tags.some(({ key }) => key === each));
  const calls: Readonly<Record<string, object>> = {
    ...(call?.operation === "DeleteCluster" ? { CreateCluster: { clusterName: name } } : {}),
    PutClusterCapacityProviders: { cluster: name, capacityProviders, defaultCapacityProviderStrategy },
    UpdateCluster: { cluster: name, settings: chosen, ...(configuration === undefined ? {} : { configuration }) },
    ...(tags.length === 0 ? {} : { TagResource: { resourceArn, tags } }),
    ...(tagKeys.length === 0 ? {} : { UntagResource: { resourceArn, tagKeys } }),
  };
  if (call?.operation === "PutAttributes") await run.send("DeleteAttributes", call.input);
  for (const [operation, input] of Object.entries(calls)) await run.send(operation, input as JsonObject);
  return true;
}

/** The keys of the tags that a call gave. */
const tagKeysIn = (input: JsonObject | undefined): string[] =>
  Array.isArray(input?.tags)
    ? input.tags.map((tag) => (isObject(tag) ? tag.key : undefined)).filter((key) => typeof key === "string")
    : [];

/** Has the server forgotten the cluster? */
async function isMissing(run: Run, name: string): Promise<boolean> {
  const shown = await run.send("DescribeClusters", { clusters: [name] });
  if (shown.kind !== "answered" || shown.status !== 200 || !isObject(shown.json)) return false;
  const { clusters = [], failures = [] } = shown.json;
  return Array.isArray(clusters) && clusters.length === 0 && Array.isArray(failures) && failures.length === 1;
}
