import { isObject } from "../../../model/language/json.ts";
import { get, values } from "../../../model/language/persistentMap.ts";
import { kindOf, nameOf, type ResourceKey, resourceKey } from "../../../model/language/resourceKey.ts";
import { resourcesOf } from "../../../model/operationFacts.ts";
import { isDecisiveIfShown } from "../../judge/decisive.ts";
import type { Run } from "../run.ts";
import { isAsExpected, isDeletedCluster } from "./isAsExpected.ts";
import { restoreCluster } from "./restoreCluster.ts";
import { restoreFamily } from "./restoreFamily.ts";
import { restoreService } from "./restoreService.ts";

/**
 * After a fault made resources unknown: finds out whether they are as the model expects, because the fault changed
 * nothing, or makes them so. What is known again is judged again, so that one fault does not hide others. Reports
 * nothing: what a fault left behind is its consequence. A replay only looks.
 */
export async function recover(run: Run, index: number): Promise<void> {
  const { quarantine } = run;
  const restores = run.context.recovers === true;
  if (restores) await removeStrays(run, index);
  const pending = quarantine.takeFresh();
  for (const key of pending) {
    if (run.crashed || run.context.signal.aborted) return;
    // No list shows for certain that a family has a revision too many.
    const removed = restores && kindOf(key) === "family" && (await restoreFamily(run, nameOf(key)));
    if (removed) run.altered = true;
    if (await isAsExpected(run, key, index)) continue;
    if (isDeletedCluster(run, key)) quarantine.awaitCreation(key);
    if (!restores) continue;
    // The server may still show what was removed in place of the family; the next revision comes before it.
    if (removed) quarantine.awaitCreation(key);
    if (!(await restore(run, key, index))) continue;
    if (await isAsExpected(run, key, index, isDecisiveIfShown)) pending.push(...contentsOf(run, key));
  }
  quarantine.takeFresh();
}

/** What is in a cluster that had to be restored may have gone with it. */
function contentsOf({ oracle, quarantine }: Run, key: ResourceKey): ResourceKey[] {
  const cluster = kindOf(key) === "cluster" ? get(oracle.state.clusters, nameOf(key)) : undefined;
  if (cluster === undefined) return [];
  const keys = [
    ...values(cluster.services).map(({ name }) => resourceKey("service", `${cluster.name}/${name}`)),
    ...values(cluster.tasks).map(({ id }) => resourceKey("task", `${cluster.name}/${id}`)),
    ...values(cluster.containerInstances).map(({ id }) => resourceKey("containerInstance", `${cluster.name}/${id}`)),
  ];
  for (const each of keys) quarantine.taint(each);
  return keys;
}

/** Brings it into a state that the model knows; false if that did not work. */
function restore(run: Run, key: ResourceKey, index: number): Promise<boolean> {
  run.altered = true;
  switch (kindOf(key)) {
    case "service":
      return restoreService(run, key, index);
    case "cluster":
      return restoreCluster(run, key, index);
    default:
      return Promise.resolve(false);
  }
}

/** Stops the tasks that a call started wrongly. On container instances they would have used resources meanwhile. */
async function removeStrays(run: Run, index: number): Promise<void> {
  const { oracle, quarantine, history } = run;
  const call = history.findLast(({ command, look }) => command === index && !look);
  if (call?.exchange.kind !== "answered" || call.exchange.status !== 200 || !isObject(call.exchange.json)) return;
  const { tasks } = call.exchange.json;
  if (!Array.isArray(tasks)) return;
  for (const key of resourcesOf(call.operation, call.input)) {
    const cluster = nameOf(key);
    if (kindOf(key) !== "cluster" || !quarantine.hasUnknownContents(cluster)) continue;
    if (Object.keys(get(oracle.state.clusters, cluster)?.containerInstances ?? {}).length > 0) return;
    for (const task of tasks) {
      const arn = isObject(task) ? task.taskArn : undefined;
      if (typeof arn !== "string" || oracle.namesKnownId(arn)) return;
      run.altered = true;
      const { kind, ...reply } = await run.send("StopTask", { cluster, task: arn });
      if (kind !== "answered" || !("status" in reply) || reply.status !== 200) return;
      quarantine.leaveOut(resourceKey("task", `${cluster}/${arn.slice(arn.lastIndexOf("/") + 1)}`));
    }
    quarantine.releaseContents(cluster);
  }
}
