import { activeCluster } from "./cluster.ts";
import { definitionKey, usableRevision } from "./definition.ts";

import { any, bag, type Expected } from "./expectation.ts";
import { fateOf } from "./fate.ts";
import { badPlacement, isPlaceless, strategyOf, unfitPlacement } from "./placement.ts";
import { get, put } from "./shelf.ts";
import type { Cluster, State, Task } from "./state.ts";
import { accept, type Context, refuse, type Step } from "./step.ts";
import { badTags, copyTags } from "./tag.ts";
import { viewTask } from "./task.ts";

/** Starts up to ten tasks (rows TK1–TK7, TK9). */
export const RunTask: Step<"RunTask"> = (state, input, context) => {
  if (input.taskDefinition === undefined) return refuse("RQ1");
  const count = input.count ?? 1;
  if (count < 1 || count > 10) return refuse("TK1");
  if (input.startedBy !== undefined && !/^[A-Za-z0-9_/-]{1,128}$/.test(input.startedBy)) return refuse("TK4");
  const bad = badTags(input.tags) ?? badPlacement(input);
  if (bad) return bad;
  const cluster = activeCluster(state, input.cluster);
  if ("kind" in cluster) return cluster;

  const { clientToken, ...rest } = input;
  const given = JSON.stringify(rest);
  const before = clientToken === undefined ? undefined : cluster.runTokens[clientToken];
  if (before !== undefined) {
    if (before.arguments !== given) return refuse("TK5");
    return accept(reply(state, cluster, before.ids, context), "TK5");
  }
  if (clientToken !== undefined && cluster.earlierTokens.includes(clientToken)) {
    if (context.may("TK5")) return refuse("TK5");
    if (context.may("TK5")) return accept({ tasks: any }, "TK5");
  }
  const strategy = strategyOf(input, cluster);
  // Without a place there are two faults, and which of them is told is not written down (row G10).
  const placeless = isPlaceless(input.launchType, strategy);
  const revision = usableRevision(state, input.taskDefinition, context, "RunTask");
  if ("kind" in revision) return placeless && context.may("TK7") ? refuse("TK7") : revision;
  const unfit = unfitPlacement({ ...input, capacityProviderStrategy: strategy }, revision.definition, context);
  if (unfit) return placeless && context.may("TK7") ? refuse("TK7") : unfit;
  const unknown = input.overrides?.containerOverrides?.find(
    ({ name }) => !revision.definition.containerDefinitions?.some((container) => container.name === name),
  );
  if (unknown !== undefined)
    return placeless && context.may("TK7") ? refuse("TK7") : refuse("TK6", { container: unknown.name ?? "" });
  if (placeless) return refuse("TK7");

  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const id = context.fresh("task");
    ids.push(id);
    const task: Task = {
      id,
      cluster: cluster.name,
      taskDefinition: definitionKey(revision),
      service: undefined,
      group: input.group ?? `family:${revision.family}`,
      startedBy: input.startedBy,
      launchType: input.launchType,
      overrides: input.overrides,
      cpu: revision.definition.cpu,
      memory: revision.definition.memory,
      tags: copyTags(input.tags),
      placedOn: undefined,
      orphaned: false,
      fate: context.containers ? fateOf(revision.definition, input.overrides) : { kind: "unknown" },
      seen: 0,
      stopping: false,
      stopped: undefined,
      call: id,
    };
    put(cluster.tasks, id, task);
  }
  cluster.used = true;
  if (clientToken !== undefined) cluster.runTokens[clientToken] = { arguments: given, ids };
  return accept(reply(state, cluster, ids, context), "TK2", "TK3");
};

function reply(state: State, cluster: Cluster, ids: readonly string[], context: Context): Expected {
  const tasks = ids.map((id) => get(cluster.tasks, id)).filter((task) => task !== undefined);
  const views = tasks.map((task) => viewTask(state, cluster, task, context, true));
  return { tasks: bag(views, "taskArn"), failures: [] };
}
