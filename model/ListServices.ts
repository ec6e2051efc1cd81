import { clusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { values } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { serviceArn } from "./services/service.ts";

/** The ARNs of the ACTIVE services of a cluster (row SV35). */
export const ListServices = operation("ListServices", {
  reads: true,
  names: { cluster: "cluster or default" },
  paged: true,
  wholeCluster: true,
  row: "SV35",
  accepts: ["SV35"],
  refuses: ["G1", ...clusterRefusals, "LI1", "LI2", "SV63"],
  step(state, input, context) {
    const bad =
      ((input.maxResults ?? 0) > 100 ? refuse("SV63") : undefined) ??
      badPage(input) ??
      badEnum([input.launchType], ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]) ??
      badEnum([input.schedulingStrategy], ["REPLICA", "DAEMON"]);
    if (bad) return bad;
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const sure: Expected[] = [];
    const possible: Expected[] = [];
    for (const service of values(cluster.services)) {
      if (service.status !== "ACTIVE") continue;
      if (input.schedulingStrategy !== undefined && service.schedulingStrategy !== input.schedulingStrategy) continue;
      const open = service.capacityProviderStrategy.length > 0 || service.controller === "EXTERNAL";
      const launchType = open ? undefined : (service.launchType ?? "EC2");
      if (input.launchType !== undefined && launchType === undefined) possible.push(serviceArn(service));
      else if (input.launchType === undefined || launchType === input.launchType) sure.push(serviceArn(service));
    }
    return accept({ serviceArns: unordered(sure, undefined, { optional: possible }) }, "SV35");
  },
});
