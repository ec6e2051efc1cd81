import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { anyFaultOf } from "./language/anyFaultOf.ts";
import { operation } from "./language/card.ts";
import { type Expected, either, filled, unordered } from "./language/expectation.ts";
import { get } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { placementRefusals, unfitPlacement } from "./placement/placement.ts";
import { candidateOn, failureOf, unfitForInstances } from "./placement/placementCandidates.ts";
import { containerInstanceArn, containerInstanceId, missingInstance } from "./resources/containerInstance.ts";
import { revisionRefusals, usableRevision } from "./resources/definition.ts";
import { longOverrides, propagatedBy, startTask, strayOverride } from "./resources/startedTask.ts";
import { badTags } from "./resources/tag.ts";
import { viewTask } from "./resources/task.ts";

/** Starts a task on each of the named container instances (rows TK1, TK8). */
export const StartTask = operation("StartTask", {
  creates: "task",
  names: { cluster: "cluster or default", containerInstances: "containerInstance", taskDefinition: "family" },
  row: "TK8",
  accepts: ["TK3", "TK8", "TK29"],
  refuses: [
    "RQ1",
    ...inClusterRefusals,
    "T1",
    ...revisionRefusals,
    ...placementRefusals,
    "SV14e",
    "TK4",
    "TK6",
    "TK1s",
    "TK30",
    "TD27",
    "TD31d",
  ],
  step(state, input, context) {
    if (input.taskDefinition === undefined || input.containerInstances === undefined) return refuse("RQ1");
    if (input.containerInstances.length < 1 || input.containerInstances.length > 10) return refuse("TK1s");
    if (input.startedBy !== undefined && !/^[A-Za-z0-9_/-]{1,128}$/.test(input.startedBy)) return refuse("TK4");
    // The documentation of StartTask still says 36 (row TK4).
    if ((input.startedBy?.length ?? 0) > 36 && context.may("TK4")) return refuse("TK4");
    const bad = badTags(input.tags) ?? longOverrides(input, context);
    if (bad) return bad;
    const cluster = activeCluster(state, input.cluster);
    const revision = usableRevision(state, input.taskDefinition, context, "TD31d");
    // Recorded: the definition is looked up before the cluster (row G10).
    if (isRefusal(cluster))
      return anyFaultOf([cluster, isRefusal(revision) ? revision : undefined], context) ?? cluster;
    if (isRefusal(revision)) return revision;
    const place = { launchType: "EC2", networkConfiguration: input.networkConfiguration };
    const unfit = unfitPlacement(place, revision.definition, context) ?? unfitForInstances(revision, context);
    const stray = strayOverride(revision.definition, input.overrides);
    const fault = anyFaultOf([unfit, stray], context);
    if (fault) return fault;

    const tasks: Expected[] = [];
    const failures: Expected[] = [];
    for (const value of input.containerInstances) {
      const id = containerInstanceId(value, cluster.name, context);
      if (typeof id !== "string") return id;
      const instance = get(cluster.containerInstances, id);
      if (instance === undefined || instance.status === "INACTIVE") {
        const reason = instance === undefined ? "MISSING" : either("INACTIVE", "MISSING");
        failures.push(missingInstance(cluster.name, id, reason));
        continue;
      }
      const candidate = candidateOn(state, cluster, instance, revision, {
        overrides: input.overrides,
        wanted: 1,
        named: true,
      });
      const draining = instance.status === "DRAINING";
      const placed = candidate.most === 1 && (candidate.least === 1 && !draining ? true : !context.may("TK8"));
      if (placed)
        tasks.push(viewTask(state, cluster, startTask(cluster, revision, input, [id], context), context, "tagged"));
      else failures.push(draining ? { arn: containerInstanceArn(instance), reason: filled } : failureOf(candidate));
    }
    return accept(
      { tasks: unordered(tasks, "containerInstanceArn"), failures: unordered(failures, "arn") },
      "TK8",
      "TK3",
      ...propagatedBy(input),
    );
  },
});
