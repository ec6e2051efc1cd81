import { clusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { values } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { holds, isNoExpression } from "./resources/constraint.ts";
import { containerInstanceArn } from "./resources/containerInstance.ts";

/** The ARNs of a cluster's container instances, all except INACTIVE ones or those of one status, filtered (row CI6). */
export const ListContainerInstances = operation("ListContainerInstances", {
  reads: true,
  names: { cluster: "cluster or default" },
  paged: true,
  wholeCluster: true,
  row: "CI6",
  accepts: ["CI6"],
  refuses: ["G1", ...clusterRefusals, "LI1", "LI2", "CI6f"],
  step(state, input, context) {
    const bad = badPage(input) ?? badEnum([input.status], [...statuses, "INACTIVE"]);
    if (bad) return bad;
    // The API's enumeration does not contain it.
    if ((input.status as string) === "INACTIVE" && context.may("G1")) return refuse("G1");
    if (input.filter !== undefined && isNoExpression(input.filter)) return refuse("CI6f");
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const sure: Expected[] = [];
    const possible: Expected[] = [];
    for (const instance of values(cluster.containerInstances)) {
      const asked: string | undefined = input.status;
      if (asked === undefined ? instance.status === "INACTIVE" : !mayBe(instance.status, asked)) continue;
      const fits = input.filter === undefined ? "yes" : holds(input.filter, instance);
      if (fits === "no") continue;
      const certain = fits === "yes" && instance.status !== "INACTIVE" && asked !== "REGISTERING";
      (certain ? sure : possible).push(containerInstanceArn(instance));
    }
    return accept({ containerInstanceArns: unordered(sure, undefined, { optional: possible }) }, "CI6");
  },
});

const statuses = ["ACTIVE", "DRAINING", "REGISTERING", "DEREGISTERING", "REGISTRATION_FAILED"];

/** A new instance registers for a moment, and a deregistered one deregisters for a moment (row CI2). */
const mayBe = (status: string, asked: string): boolean =>
  status === asked ||
  (status === "ACTIVE" && asked === "REGISTERING") ||
  (status === "INACTIVE" && asked === "DEREGISTERING");
