import { activeCluster, clusterRefusals } from "./clusters/cluster.ts";
import { anyFaultOf } from "./language/anyFaultOf.ts";
import { operation } from "./language/card.ts";
import { any, type Members, unordered } from "./language/expectation.ts";
import { get } from "./language/persistentMap.ts";
import { jsonText } from "./language/sameJson.ts";
import type { Cluster, State } from "./language/state.ts";
import { accept, type Context, isRefusal, refuse } from "./language/step.ts";
import { providerRefusals, unusableProvider, weightless } from "./placement/capacity.ts";
import {
  badPlacement,
  placementRefusals,
  strategyOf,
  unfitPlacement,
  usesNoFixedCapacity,
} from "./placement/placement.ts";
import { candidateOn, failuresOf, placedOf, unfitForInstances } from "./placement/placementCandidates.ts";
import { registeredIn } from "./resources/containerInstance.ts";
import { revisionRefusals, usableRevision } from "./resources/definition.ts";
import { longOverrides, propagatedBy, startTask, strayOverride } from "./resources/startedTask.ts";
import { badTags } from "./resources/tag.ts";
import { viewTask } from "./resources/task.ts";
import { lacksTaskRole } from "./resources/taskRole.ts";

/** Starts up to ten tasks (rows TK1–TK7, TK9). */
export const RunTask = operation("RunTask", {
  creates: "task",
  names: { cluster: "cluster or default", taskDefinition: "family" },
  row: "TK3",
  accepts: ["TK2", "TK3", "TK5", "TK7f", "TK7p", "TK29"],
  refuses: [
    "RQ1",
    "G1",
    ...clusterRefusals,
    "T1",
    "CL22",
    "CL22r",
    ...providerRefusals,
    ...revisionRefusals,
    "TD31b",
    "TD31p",
    "SV5r",
    ...placementRefusals,
    "SV14e",
    "TK1",
    "TK4",
    "TK5",
    "TK6",
    "TK7",
    "TK17",
    "TK30",
  ],
  step(state, input, context) {
    if (input.taskDefinition === undefined) return refuse("RQ1");
    const count = input.count ?? 1;
    if (count < 1 || count > 10) return refuse("TK1");
    if (input.startedBy !== undefined && !/^[A-Za-z0-9_/-]{0,128}$/.test(input.startedBy)) return refuse("TK4");
    const bad = badTags(input.tags) ?? longOverrides(input, context) ?? badPlacement(input, "CL22");
    if (bad) return bad.rule === "SV5" ? refuse("SV5r") : bad;
    const cluster = activeCluster(state, input.cluster);
    const revision = usableRevision(state, input.taskDefinition, context, "TD31b", "TD31p");
    // Recorded: the definition is looked up before the cluster (row G10).
    if (isRefusal(cluster))
      return anyFaultOf([cluster, isRefusal(revision) ? revision : undefined], context) ?? cluster;

    const { clientToken, ...rest } = input;
    const given = jsonText(rest);
    const before = clientToken === undefined ? undefined : cluster.runTokens[clientToken];
    if (before !== undefined) {
      if (isRefusal(revision)) return revision;
      if (before.arguments !== given) return refuse("TK5");
      return accept(reply(state, cluster, before.ids, context), "TK5");
    }
    if (clientToken !== undefined && cluster.earlierTokens.includes(clientToken)) {
      if (context.may("TK5")) return refuse("TK5");
      if (context.may("TK5")) return accept({ tasks: any }, "TK5");
    }
    if (input.startedBy === "" && context.may("TK4")) return refuse("TK4");
    const providerFault = unusableProvider(input.capacityProviderStrategy, cluster.capacityProviders);
    const strategy = strategyOf(input, cluster);
    const onInstances = usesNoFixedCapacity(input.launchType, strategy);
    const active = onInstances ? registeredIn(cluster).filter(({ status }) => status === "ACTIVE") : [];
    // The model does not distinguish machines outside EC2.
    const placeless = onInstances && (active.length === 0 || (input.launchType === "EXTERNAL" && context.may("TK7")));
    const noInstances = placeless ? refuse("TK7") : undefined;
    if (isRefusal(revision)) return anyFaultOf([providerFault, revision, noInstances], context) ?? revision;
    const unfit = unfitPlacement({ ...input, capacityProviderStrategy: strategy }, revision.definition, context);
    const stray = strayOverride(revision.definition, input.overrides);
    const role = { taskRoleArn: input.overrides?.taskRoleArn ?? revision.definition.taskRoleArn };
    const roleless = lacksTaskRole(input.enableExecuteCommand, role, "TK17");
    const noWeight = weightless(strategy, "CL22r", context);
    const fault = anyFaultOf([providerFault, noWeight, unfit, stray, roleless], context);
    if (fault) return anyFaultOf([fault, noInstances], context) ?? fault;
    if (noInstances) {
      // Instances that accept no tasks may be reported as failures, too.
      const mayFail = registeredIn(cluster).length > 0 && context.may("TK7f");
      return mayFail ? accept({ tasks: [], failures: any }, "TK7f") : noInstances;
    }
    const notForEc2 = onInstances ? unfitForInstances(revision, context) : undefined;
    if (notForEc2) return notForEc2;

    const request = { overrides: input.overrides, placementConstraints: input.placementConstraints, wanted: count };
    const candidates = onInstances
      ? active.map((instance) => candidateOn(state, cluster, instance, revision, request))
      : undefined;
    const placed = candidates === undefined ? count : placedOf(candidates, count, context);
    const placedOn = candidates?.filter(({ most }) => most > 0).map(({ instance }) => instance.id);
    const ids: string[] = [];
    for (let index = 0; index < placed; index++) ids.push(startTask(cluster, revision, input, placedOn, context).id);
    if (clientToken !== undefined && placed === count) cluster.runTokens[clientToken] = { arguments: given, ids };
    // The meaning of a token after failures is unspecified.
    else if (clientToken !== undefined) cluster.earlierTokens.push(clientToken);
    const propagated = propagatedBy(input);
    return candidates === undefined
      ? accept(reply(state, cluster, ids, context), "TK2", "TK3", ...propagated)
      : accept(
          { ...reply(state, cluster, ids, context), failures: failuresOf(candidates, count - placed) },
          placed === count ? "TK7p" : "TK7f",
          "TK3",
          ...propagated,
        );
  },
});

function reply(state: State, cluster: Cluster, ids: readonly string[], context: Context): Members {
  const tasks = ids.map((id) => get(cluster.tasks, id)).filter((task) => task !== undefined);
  const views = tasks.map((task) => viewTask(state, cluster, task, context, "tagged"));
  return { tasks: unordered(views, "taskArn"), failures: [] };
}
