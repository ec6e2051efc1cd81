import type { Exchange, JsonObject } from "../../clients/client.ts";
import { isObject } from "../../model/language/json.ts";
import { get, values } from "../../model/language/persistentMap.ts";
import type { Cluster } from "../../model/language/state.ts";
import { definitionKey } from "../../model/resources/definition.ts";
import { removeOwnSettings } from "./accountSettingsLock.ts";
import { readPages } from "./pagination.ts";
import type { Run } from "./run.ts";
import type { RunContext } from "./runContext.ts";

/** Sends a call without judging the reply. */
export interface Sender {
  send(operation: string, input: JsonObject): Promise<Exchange>;
  /** The clock by which it waits. */
  readonly context: Pick<RunContext, "clock">;
}

/** Removes what the run created, as far as the server permits; returns what it could not remove. */
export async function cleanUp(run: Run): Promise<string[]> {
  const left: string[] = [];
  for (const cluster of values(run.oracle.state.clusters)) {
    const { name, status, used, activeServices, containerInstances } = cluster;
    const tainted = run.quarantine.touches(name);
    if (status !== "ACTIVE" && !tainted) continue;
    await dropTaskSets(run, cluster);
    if (used || activeServices > 0 || tainted) await empty(run, name);
    if (tainted || values(containerInstances).length > 0) await deregisterAll(run, name);
    if (!(await deleted(run, "DeleteCluster", { cluster: name })) && (await isActive(run, name)))
      left.push(`cluster ${name}`);
  }
  left.push(...(await dropProviders(run)));
  await removeOwnSettings(run);
  const tainted = run.quarantine.names("family").filter((name) => name.startsWith(run.oracle.namespace));
  const known = [...values(run.oracle.state.families)].map(({ name }) => name);
  for (const family of new Set([...known, ...tainted]))
    if (!(await dropped(run, family, tainted.includes(family)))) left.push(`family ${family}`);
  return left;
}

/**
 * A service cannot be deleted before its task sets (row SV29): deletes those of the run, and those that the server
 * shows in addition.
 */
async function dropTaskSets(run: Run, { name: cluster, services }: Cluster): Promise<void> {
  for (const { name: service, controller, taskSets, status } of values(services)) {
    if (controller !== "EXTERNAL" || status !== "ACTIVE") continue;
    const shown = await listed(run, "DescribeTaskSets", "taskSets", { cluster, service });
    const known = taskSets.filter((set) => set.status !== "DRAINING").map(({ id }) => run.oracle.literal(id) ?? id);
    for (const taskSet of new Set([...known, ...shown]))
      await run.send("DeleteTaskSet", { cluster, service, taskSet, force: true });
  }
}

/** Deletes the capacity providers that the run created or may have created. */
async function dropProviders(run: Run): Promise<string[]> {
  const tainted = run.quarantine.names("capacityProvider").filter((name) => name.includes(run.oracle.namespace));
  const known = [...values(run.oracle.state.capacityProviders)].filter(({ ending }) => ending !== "deleted");
  const left: string[] = [];
  for (const capacityProvider of new Set([...known.map(({ name }) => name), ...tainted]))
    if (!(await deleted(run, "DeleteCapacityProvider", { capacityProvider })))
      left.push(`capacity provider ${capacityProvider}`);
  return left;
}

/** Removes the contents of clusters and families that the server itself lists; returns what it could not remove. */
export async function removeNamed(
  sender: Sender,
  clusters: readonly string[],
  families: readonly string[],
): Promise<string[]> {
  const left: string[] = [];
  for (const name of clusters) {
    await empty(sender, name);
    if (!(await deleted(sender, "DeleteCluster", { cluster: name })) && (await isActive(sender, name)))
      left.push(`cluster ${name}`);
  }
  for (const family of families)
    if (!(await droppedAll(sender, await listedRevisions(sender, family)))) left.push(`family ${family}`);
  return left;
}

/** A cluster that was never created or is already deleted is not left over. */
async function isActive(sender: Sender, name: string): Promise<boolean> {
  const exchange = await sender.send("DescribeClusters", { clusters: [name] });
  return exchange.kind !== "answered" || exchange.text.includes('"ACTIVE"');
}

async function dropped(run: Run, family: string, tainted: boolean): Promise<boolean> {
  return droppedAll(run, tainted ? await listedRevisions(run, family) : knownRevisions(run, family));
}

/** Deregisters and deletes a family's revisions, in groups of the size that row TD25 permits. */
async function droppedAll(
  run: Sender,
  { active, inactive }: { active: readonly string[]; inactive: readonly string[] },
): Promise<boolean> {
  for (const taskDefinition of active) await run.send("DeregisterTaskDefinition", { taskDefinition });
  const keys = [...active, ...inactive];
  let all = true;
  for (let start = 0; start < keys.length; start += 10)
    all = done(await run.send("DeleteTaskDefinitions", { taskDefinitions: keys.slice(start, start + 10) })) && all;
  return all;
}

function knownRevisions(run: Run, family: string) {
  const revisions = get(run.oracle.state.families, family)?.revisions ?? [];
  const of = (wanted: string) => revisions.filter(({ status }) => status === wanted).map(definitionKey);
  return { active: of("ACTIVE"), inactive: of("INACTIVE") };
}

async function listedRevisions(run: Sender, familyPrefix: string) {
  const of = (status: string) => listed(run, "ListTaskDefinitions", "taskDefinitionArns", { familyPrefix, status });
  return { active: await of("ACTIVE"), inactive: await of("INACTIVE") };
}

/** Uses the server's own lists, because the model does not know resources in quarantine. */
async function empty(run: Sender, cluster: string): Promise<void> {
  for (const service of await listed(run, "ListServices", "serviceArns", { cluster, maxResults: 100 }))
    await run.send("DeleteService", { cluster, service, force: true });
  for (const task of await listed(run, "ListTasks", "taskArns", { cluster }))
    await run.send("StopTask", { cluster, task });
}

/** Deregisters instances by force, even with tasks on them. */
async function deregisterAll(run: Run, cluster: string): Promise<void> {
  for (const containerInstance of await listed(run, "ListContainerInstances", "containerInstanceArns", { cluster }))
    await run.send("DeregisterContainerInstance", { cluster, containerInstance, force: true });
}

/** The names, or else the ids, in a list of the server, from all of its pages. */
async function listed(run: Sender, operation: string, member: string, input: JsonObject): Promise<string[]> {
  const { pages } = await readPages({ call: (name, page) => run.send(name, page) }, operation, input);
  const items = pages.flatMap((page) => {
    const list = page.kind === "answered" && isObject(page.json) ? page.json[member] : undefined;
    return Array.isArray(list) ? list : [];
  });
  return items.map((item) => (isObject(item) ? item.id : item)).filter((name) => typeof name === "string");
}

/** Tasks may take a moment to stop; more than a few attempts are not worth the campaign's time. */
async function deleted(run: Sender, operation: string, input: JsonObject): Promise<boolean> {
  for (const milliseconds of [0, 2, 10, 50, 150]) {
    // Even a pause of zero waits until the clock's next millisecond, which takes longer than a call.
    if (milliseconds > 0) await run.context.clock.pause(milliseconds);
    if (done(await run.send(operation, input))) return true;
  }
  return false;
}

const done = (exchange: Exchange): boolean => exchange.kind === "answered" && exchange.status === 200;
