import { inClusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { arn, isElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { any, at, type Expected, either, unordered } from "./language/expectation.ts";
import { badEnum } from "./language/page.ts";
import type { Service } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { findService } from "./services/service.ts";
import { externalRefusals, findTaskSet, isGone, notExternal, taskSetArn, viewTaskSet } from "./services/taskSet.ts";

/** The named task sets, or all of the service; unknown ones are failures (row TS5). */
export const DescribeTaskSets = operation("DescribeTaskSets", {
  reads: true,
  names: { cluster: "cluster", service: "service" },
  row: "TS5",
  accepts: ["TS3", "TS5"],
  refuses: ["RQ1", "G1", ...inClusterRefusals, ...externalRefusals, "TS4i", "TS5n"],
  step(state, input, context) {
    if (input.cluster === undefined || input.service === undefined) return refuse("RQ1");
    const bad = badEnum(input.include, ["TAGS"]);
    if (bad) return bad;
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const service = findService(cluster, input.service, context);
    if (isRefusal(service)) return service;
    const open = cluster.status !== "ACTIVE" || service.status !== "ACTIVE";
    if (open && context.may("TS5")) return accept({ taskSets: any, failures: any }, "TS5");
    const unfit = notExternal(service, context);
    if (unfit) return unfit;
    const named = input.taskSets ?? [];
    if (named.length === 0 && context.may("TS5n")) return refuse("TS5n");

    const tags = input.include?.includes("TAGS") ? "shown" : "hidden";
    const answered = new Set<string>();
    const sets: Expected[] = [];
    const failures: Expected[] = [];
    const [perhaps, unsure]: [Expected[], Expected[]] = [[], []];
    for (const [index, value] of (named.length === 0 ? service.taskSets.map(({ id }) => id) : named).entries()) {
      // What is named twice may be reported twice.
      const missing = named.indexOf(value) < index ? unsure : failures;
      const set = findTaskSet(service, value, context);
      if (isRefusal(set)) {
        if (set.rule === "A9i" || (set.rule === "TS4i" && context.may("TS4i"))) return set;
        missing.push({ arn: formsOf(service, value), reason: "MISSING" });
        continue;
      }
      if (isGone(service, set, context)) {
        if (named.length > 0) missing.push({ arn: formsOf(service, value), reason: "MISSING" });
        continue;
      }
      const drains = set.status === "DRAINING";
      // A set that is named twice may be returned twice.
      const sure = !drains && !answered.has(set.id);
      answered.add(set.id);
      (sure ? sets : perhaps).push(viewTaskSet(state, service, set, context, drains ? "open" : tags));
      // A draining set exists until its tasks have stopped (row TS4).
      if (drains) unsure.push({ arn: taskSetArn(service, set) }, { arn: set.id });
    }
    const draining = service.taskSets.some(({ status }) => status === "DRAINING");
    const coming = (list: Expected): Expected => (context.rest && draining ? at("converges", list) : list);
    return accept(
      {
        taskSets: coming(unordered(sets, "taskSetArn", { optional: perhaps })),
        failures: coming(unordered(failures, "arn", { optional: unsure })),
      },
      "TS5",
      "TS3",
    );
  },
});

/** A failure names the task set as the request does, or by its ARN or id: no recording shows which. */
function formsOf({ cluster, name }: Service, value: string): Expected {
  if (isElsewhere(value)) return value;
  return either(value, arn("task-set", `${cluster}/${name}/${value}`), /[^/]+\/[^/]+$/.exec(value)?.[0] ?? value);
}
