import { arn } from "../../model/language/arn.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { get, values } from "../../model/language/persistentMap.ts";
import { namesOf } from "../../model/language/resourceKey.ts";
import type { Cluster, Service, State } from "../../model/language/state.ts";
import type { Outcome } from "../../model/language/step.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import { deploymentArn, revisionArn } from "../../model/services/serviceDeployment.ts";
import { taskSetArn } from "../../model/services/taskSet.ts";
import type { Look } from "./look.ts";

/** The looks at a service's task sets, its history and the protection of its tasks. */
export function looksAtServices(
  operation: string,
  input: JsonObject,
  outcome: Outcome | undefined,
  turn: number,
): Look[] {
  if (outcome === undefined) return [];
  const looks: Look[] = [];
  const accepted = outcome.result.kind === "accepted";
  for (const name of namesOf(resourcesOf(operation, input), "service")) {
    const service = serviceAt(outcome.state, name);
    if (service === undefined) continue;
    if (service.status !== "ACTIVE") looks.push(...looksAtRemains(service));
    else if (service.controller === "EXTERNAL") looks.push(...looksAtSets(service, turn));
    else if (accepted && deploying.has(operation)) looks.push(...looksAtHistory(service, turn));
  }
  const { cluster, tasks } = input;
  if (operation === "UpdateTaskProtection" && accepted && Array.isArray(tasks) && cluster !== undefined)
    looks.push({ operation: "GetTaskProtection", input: { cluster, tasks } });
  return looks;
}

/** Calls that may begin or end a deployment. */
const deploying: ReadonlySet<string> = new Set(["CreateService", "UpdateService", "StopServiceDeployment"]);

/** The same for every service of a cluster, for the comparison at rest. */
export function looksAtServicesOf(cluster: Cluster, turnOf: (name: string) => number): Look[] {
  const looks: Look[] = [];
  for (const service of values(cluster.services)) {
    if (service.status !== "ACTIVE") looks.push(...looksAtRemains(service));
    if (service.status !== "ACTIVE") continue;
    const turn = turnOf(service.name);
    looks.push(...(service.controller === "EXTERNAL" ? looksAtSets(service, turn) : looksAtHistory(service, turn)));
    const tasks = service.protectedTasks.slice(0, mostTasks);
    if (tasks.length > 0) looks.push({ operation: "GetTaskProtection", input: { cluster: cluster.name, tasks } });
  }
  return looks;
}

/** The limit of GetTaskProtection (row TK15). */
const mostTasks = 100;

function serviceAt(state: State, path: string): Service | undefined {
  const [cluster = "", name = ""] = path.split("/");
  const home = get(state.clusters, cluster);
  return home === undefined ? undefined : get(home.services, name);
}

/** By id or by ARN; sometimes all of them, which needs no ids (row TS5). */
function looksAtSets(service: Service, turn: number): Look[] {
  const { cluster, name, taskSets } = service;
  if (taskSets.length === 0) return [];
  const ids = taskSets.slice(-10).map((set) => (turn % 2 === 0 ? set.id : taskSetArn(service, set)));
  const input = { cluster, service: turn % 2 === 0 ? arn("service", `${cluster}/${name}`) : name };
  return [
    { operation: "DescribeTaskSets", input: { ...input, taskSets: ids, include: ["TAGS"] } },
    ...(turn % 3 === 0 ? [{ operation: "DescribeTaskSets", input }] : []),
  ];
}

/** The history of a service is deleted with it (row SD1). */
function looksAtRemains(service: Service): Look[] {
  const serviceDeploymentArns = service.history
    .filter(({ named }) => named)
    .map((each) => deploymentArn(service, each));
  const newest = serviceDeploymentArns.slice(-5);
  return newest.length === 0
    ? []
    : [{ operation: "DescribeServiceDeployments", input: { serviceDeploymentArns: newest } }];
}

/**
 * The list, which shows the ids of new deployments, and alternately the deployments or the revisions whose ids are
 * known.
 */
function looksAtHistory(service: Service, turn: number): Look[] {
  const { cluster, name, history } = service;
  const past = history.filter(({ named }) => named).slice(-5);
  const input = {
    cluster,
    service: turn % 2 === 1 ? arn("service", `${cluster}/${name}`) : name,
    ...(turn % 3 === 2 ? { maxResults: 1 } : {}),
  };
  const looks: Look[] = [{ operation: "ListServiceDeployments", input }];
  if (past.length === 0) return looks;
  const serviceDeploymentArns = past.map((deployment) => deploymentArn(service, deployment));
  const serviceRevisionArns = [...new Set(past.map((deployment) => revisionArn(service, deployment)))];
  return turn % 2 === 0
    ? [...looks, { operation: "DescribeServiceDeployments", input: { serviceDeploymentArns } }]
    : [...looks, { operation: "DescribeServiceRevisions", input: { serviceRevisionArns } }];
}
