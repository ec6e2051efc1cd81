import { arn } from "../../model/language/arn.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { views } from "../../model/language/lookup.ts";
import { values } from "../../model/language/persistentMap.ts";
import {
  kindOf,
  nameOf,
  namesOf,
  type ResourceKey,
  type ResourceKind,
  resourceKey,
} from "../../model/language/resourceKey.ts";
import type { State } from "../../model/language/state.ts";
import type { Outcome } from "../../model/language/step.ts";
import { isRead, resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import { taskArn } from "../../model/resources/task.ts";
import { looksAtAccount, looksAtWholeAccount } from "./accountLooks.ts";
import { looksAtFamilies, looksAtFamily } from "./familyLooks.ts";
import { looksAtInstances, mostDescribed } from "./instanceLooks.ts";
import type { Look } from "./look.ts";
import { looksAtServices, looksAtServicesOf } from "./serviceLooks.ts";

/**
 * The looks after a write or a refusal: at what it names and what it created, by another form of the name than the plan
 * used (`turn` alternates name and ARN, because servers have caches for either). A call that was refused against the
 * expected outcome, or that got no reply, may have started tasks all the same: the list of running tasks shows it, and
 * shows it more surely than the counts of the cluster.
 */
export function looksAfter(
  operation: string,
  input: JsonObject,
  outcome: Outcome | undefined,
  turn: number,
  wronglyRefused = false,
): Look[] {
  if (isRead(operation)) return [];
  const keys = new Set<ResourceKey>(resourcesOf(operation, input));
  if (outcome?.result.kind === "accepted")
    for (const { kind, name } of views(outcome.result.output)) if (kind === "task") keys.add(resourceKey(kind, name));
  const of = (kind: ResourceKind) => [...keys].filter((key) => kindOf(key) === kind);
  const special = [...of("service"), ...of("task")];
  const clusters = of("cluster");
  const chosen = special.length > 0 ? special : clusters.length === 0 ? [...keys] : clusters;
  const looks = [...chosen.filter((key) => kindOf(key) !== "task").flatMap((key) => looksAt(key, turn))];
  looks.push(...tasksByCluster(namesOf([...keys], "task"), turn, wronglyRefused));
  if (outcome === undefined && cardOf(operation)?.creates === "task")
    for (const cluster of namesOf(clusters, "cluster"))
      looks.unshift({ operation: "ListTasks", input: { cluster, desiredStatus: "RUNNING" } });
  if (special.length > 0 && turn % 4 === 0) looks.push(...clusters.flatMap((key) => looksAt(key, turn)));
  if (special.length === 0 && clusters.length === 0) looks.push(...looksAtFamilies(operation, input, outcome, turn));
  looks.push(...looksAtAccount(operation, input, turn), ...looksAtInstances(operation, input, outcome, turn));
  looks.push(...looksAtServices(operation, input, outcome, turn));
  const { resourceArn } = input;
  if (typeof resourceArn === "string" && resourceArn.startsWith("arn:"))
    looks.push({ operation: "ListTagsForResource", input: { resourceArn } });
  return looks;
}

/**
 * The looks at everything that the run created, for the comparison at rest; `turnOf` returns the variant for a name.
 */
export function looksAtAll(state: State, turnOf: (name: string) => number): Look[] {
  const looks: Look[] = [];
  for (const cluster of values(state.clusters)) {
    const { name, used, services, status } = cluster;
    for (const service of values(services))
      looks.push(...looksAt(resourceKey("service", `${name}/${service.name}`), turnOf(service.name)));
    if (status === "ACTIVE") looks.push(...looksAtServicesOf(cluster, turnOf));
    if (used && status === "ACTIVE") {
      looks.push({ operation: "ListTasks", input: { cluster: name } });
      looks.push({ operation: "ListTasks", input: { cluster: name, desiredStatus: "STOPPED" } });
      for (const service of values(services))
        if (service.status === "ACTIVE")
          looks.push({ operation: "ListTasks", input: { cluster: name, serviceName: service.name } });
    }
    looks.push(...looksAt(resourceKey("cluster", name), turnOf(name)));
  }
  for (const family of values(state.families)) looks.push(...looksAtFamily(family, turnOf(family.name)));
  looks.push(...looksAtWholeAccount(state, turnOf));
  return [...looks, { operation: "ListClusters", input: {} }];
}

/** Every task known so far, including those that a scheduler started. */
export function looksAtTasks(state: State): Look[] {
  const looks: Look[] = [];
  for (const { name, tasks, status } of values(state.clusters)) {
    if (status !== "ACTIVE") continue;
    const arns = [...values(tasks)].map(taskArn);
    for (let start = 0; start < arns.length; start += mostDescribed)
      looks.push({
        operation: "DescribeTasks",
        input: { cluster: name, tasks: arns.slice(start, start + mostDescribed) },
      });
  }
  return looks;
}

function looksAt(key: ResourceKey, turn: number): Look[] {
  const name = nameOf(key);
  const long = turn % 2 === 1;
  const [cluster = "", service = ""] = name.split("/");
  switch (kindOf(key)) {
    case "cluster":
      return [
        {
          operation: "DescribeClusters",
          input: { clusters: [long ? arn("cluster", name) : name], include: ["TAGS", "SETTINGS"] },
        },
      ];
    case "service":
      return [
        {
          operation: "DescribeServices",
          input: {
            cluster: long ? cluster : arn("cluster", cluster),
            services: [long ? arn("service", name) : service],
            include: ["TAGS"],
          },
        },
        { operation: "ListServices", input: { cluster, ...(turn % 3 === 0 ? {} : { maxResults: turn % 3 }) } },
      ];
    default:
      return [];
  }
}

/** The tasks of each cluster in one call, and the lists they must be in. */
function tasksByCluster(tasks: readonly string[], turn: number, wronglyRefused: boolean): Look[] {
  const clusters = new Map<string, string[]>();
  for (const task of tasks) {
    const [cluster = "", id = ""] = task.split("/");
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), id]);
  }
  return [...clusters].flatMap(([cluster, ids]) => [
    {
      operation: "DescribeTasks",
      input: {
        cluster,
        tasks: ids.slice(0, mostDescribed).map((id) => (turn % 2 === 0 ? arn("task", `${cluster}/${id}`) : id)),
        include: ["TAGS"],
      },
    },
    {
      operation: "ListTasks",
      input: { cluster, desiredStatus: turn % 3 === 0 && !wronglyRefused ? "STOPPED" : "RUNNING" },
    },
  ]);
}
