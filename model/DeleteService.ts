import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { values } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { findService } from "./services/service.ts";
import { viewService } from "./services/serviceView.ts";

/** Deletes a service with count zero, or any by force; it drains and is still described (rows SV28–SV32). */
export const DeleteService = operation("DeleteService", {
  names: { cluster: "cluster or default", service: "service" },
  row: "SV30",
  accepts: ["SV30", "SV31"],
  refuses: ["RQ1", ...inClusterRefusals, "SV28", "SV29", "SV32"],
  step(state, input, context) {
    if (input.service === undefined) return refuse("RQ1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const service = findService(cluster, input.service, context);
    if (isRefusal(service)) return service.rule === "SV20" ? refuse("SV32") : service;
    if (service.status !== "ACTIVE") return accept({ service: viewService(state, service, context, "open") }, "SV31");
    const force = input.force === true;
    if (!force && service.schedulingStrategy === "REPLICA" && service.desiredCount > 0) return refuse("SV28");
    if (!force && service.knowledge.everWanted && context.may("SV29")) return refuse("SV29");
    service.status = "DRAINING";
    service.desiredCount = 0;
    cluster.activeServices--;
    for (const task of values(cluster.tasks))
      if (task.service === service.name) {
        task.lifetime = { kind: "unknown" };
        task.keptByProtection = false;
      }
    return accept({ service: viewService(state, service, context, "open") }, "SV30");
  },
});
