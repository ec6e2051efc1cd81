import { mapStrings, type PlanInput } from "../../../commands/language/reference.ts";
import { isObject, type JsonObject } from "../../../model/language/json.ts";
import { get } from "../../../model/language/persistentMap.ts";
import { keysOfArn } from "../../../model/language/resource.ts";
import { nameOf, type ResourceKey } from "../../../model/language/resourceKey.ts";
import type { Service } from "../../../model/language/state.ts";
import { resourcesOf } from "../../../model/operationFacts.ts";
import { withDrained, withUnknownTasks } from "../../../model/services/changedKnowledge.ts";
import { isAccepted } from "../accepted.ts";
import { backoffMilliseconds } from "../backoff.ts";
import type { Run } from "../run.ts";

/**
 * Deletes a service whose state is unknown, which makes its state known, and creates it again as its plan did. True
 * when the service is as the model expects, as far as the replies show.
 */
export async function restoreService(run: Run, key: ResourceKey, index: number): Promise<boolean> {
  const { oracle, quarantine } = run;
  const [cluster = "", service = ""] = nameOf(key).split("/");
  const home = get(oracle.state.clusters, cluster);
  if (home === undefined) return false;
  const known = get(home.services, service);
  const deletion: ServiceDeletion = { cluster, service, force: true };
  if (known === undefined) return forgotten(run, key, deletion, index);
  if (known.status !== "ACTIVE") {
    // Only what is described differs: the service can be created again.
    if (isDeleted(await statusOf(run, cluster, service))) {
      oracle.begin(withDrained(oracle.state, cluster, service));
      quarantine.awaitCreation(key);
    }
    return false;
  }
  const creation = creationOf(run, key, index, known);
  if (known.controller === "EXTERNAL" && !(await dropSets(run, known, index))) return false;
  if (!isAccepted(await run.send("DeleteService", deletion))) return false;
  if (oracle.assume("DeleteService", deletion, `${index}+delete`) !== undefined) return false;
  // What it did in the meantime is unknown, and so are the tasks that it started.
  oracle.begin(withUnknownTasks(oracle.state, cluster, service));
  const status = await statusAfterDeletion(run, cluster, service);
  if (isDeleted(status)) oracle.begin(withDrained(oracle.state, cluster, service));
  if (creation === undefined) {
    if (status === "MISSING") quarantine.awaitCreation(key);
    return true;
  }
  quarantine.release(key);
  const created = await run.probe({ operation: "CreateService", input: creation }, index, "CreateService");
  if (created !== "fits") quarantine.taint(key);
  return created === "fits";
}

/** Its status once it no longer drains, or after a moment. */
async function statusAfterDeletion(run: Run, cluster: string, service: string): Promise<string | undefined> {
  let status: string | undefined;
  for (let round = 0; round < rounds; round++) {
    status = await statusOf(run, cluster, service);
    if (isDeleted(status)) break;
    await run.context.clock.pause(backoffMilliseconds(round));
  }
  return status;
}

const rounds = 10;

/** Does the server describe the service as INACTIVE, or no longer? Then it can be created again at once (row SV8). */
const isDeleted = (status: string | undefined): boolean => status === "INACTIVE" || status === "MISSING";

/** The status that the server describes, or `MISSING`; undefined when the reply shows neither. */
async function statusOf(run: Run, cluster: string, service: string): Promise<string | undefined> {
  const shown = await run.send("DescribeServices", { cluster, services: [service] });
  const { services, failures } = shown.kind === "answered" && isObject(shown.json) ? shown.json : {};
  const [described] = Array.isArray(services) ? services : [];
  if (isObject(described)) return typeof described.status === "string" ? described.status : undefined;
  const isMissing = Array.isArray(failures) && failures.some((each) => isObject(each) && each.reason === "MISSING");
  return isMissing ? "MISSING" : undefined;
}

/**
 * The service should never have been created: deletes it, and awaits its creation unless the server no longer knows it.
 */
async function forgotten(run: Run, key: ResourceKey, deletion: ServiceDeletion, index: number): Promise<boolean> {
  const { oracle, quarantine } = run;
  const { cluster, service: serviceName } = deletion;
  for (const desiredStatus of ["RUNNING", "STOPPED"]) await leaveOutTasks(run, { cluster, serviceName, desiredStatus });
  if (!isAccepted(await run.send("DeleteService", deletion))) return false;
  if ((await statusOf(run, cluster, serviceName)) === "MISSING") return true;
  const creation = { cluster, serviceName, deploymentController: { type: "EXTERNAL" } };
  if (oracle.assume("CreateService", creation, `${index}+create`) !== undefined) return false;
  if (oracle.assume("DeleteService", deletion, `${index}+delete`) !== undefined) return false;
  oracle.begin(withUnknownTasks(oracle.state, cluster, serviceName));
  if (isDeleted(await statusAfterDeletion(run, cluster, serviceName)))
    oracle.begin(withDrained(oracle.state, cluster, serviceName));
  quarantine.awaitCreation(key);
  return false;
}

interface ServiceDeletion extends JsonObject {
  readonly cluster: string;
  readonly service: string;
  readonly force: true;
}

/** Leaves the tasks that are listed out of every comparison. */
async function leaveOutTasks(run: Run, input: JsonObject): Promise<void> {
  const shown = await run.send("ListTasks", input);
  const arns = shown.kind === "answered" && isObject(shown.json) ? shown.json.taskArns : undefined;
  for (const arn of Array.isArray(arns) ? arns : [])
    if (typeof arn === "string") for (const key of keysOfArn(arn).slice(0, 1)) run.quarantine.leaveOut(key);
}

/** A service cannot be deleted before its task sets (row SV29). */
async function dropSets(run: Run, { cluster, name, taskSets }: Service, index: number): Promise<boolean> {
  for (const { id, status } of taskSets) {
    const deletion = { cluster, service: name, taskSet: id, force: true };
    if (status === "DRAINING" || run.oracle.literal(id) === undefined) continue;
    await run.send("DeleteTaskSet", deletion);
    if (run.oracle.assume("DeleteTaskSet", deletion, `${index}+${id}`) !== undefined) return false;
  }
  return true;
}

/**
 * The last call that created the service, as it can be made again. The one that made it unknown would do so again,
 * unless the server only chose another launch type by default (row SV2).
 */
function creationOf({ oracle, history }: Run, key: ResourceKey, index: number, known: Service): JsonObject | undefined {
  for (const { command, look, operation, input, exchange } of [...history].reverse()) {
    if (look || operation !== "CreateService") continue;
    if (exchange.kind !== "answered" || exchange.status !== 200) continue;
    const { clientToken: _, ...symbolic } = mapStrings(input as PlanInput, (text) =>
      oracle.symbolic(text),
    ) as JsonObject;
    if (resourcesOf(operation, symbolic)[0] !== key) continue;
    if (command < index) return symbolic;
    const isChosen = known.launchType === undefined && known.capacityProviderStrategy.length === 0;
    return isChosen ? { ...symbolic, launchType: "EC2" } : undefined;
  }
  return undefined;
}
