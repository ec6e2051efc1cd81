import {
  activeCluster,
  badNamespace,
  badSettings,
  mergeSettings,
  nameNamespace,
  viewCluster,
} from "./clusters/cluster.ts";
import { badLogging } from "./clusters/executeCommandLogging.ts";
import { anyFaultOf } from "./language/anyFaultOf.ts";
import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { busy } from "./placement/capacity.ts";

/** Changes the given members; the others keep their value (row CL20). */
export const UpdateCluster = operation("UpdateCluster", {
  names: { cluster: "cluster" },
  accepts: ["CL20", "CL30"],
  refuses: ["RQ1", "G5", "G7", "G8", "A9c", "CL13", "CL17", "CL19u", "CL20", "CL23", "CL24", "CL26"],
  step(state, input, context) {
    if (input.cluster === undefined || input.cluster === "") return refuse("RQ1");
    const found = activeCluster(state, input.cluster);
    const cluster = isRefusal(found) && found.rule === "CL19" ? refuse("CL19u") : found;
    const given =
      badSettings(input.settings) ?? badLogging(input.configuration) ?? badNamespace(input.serviceConnectDefaults);
    // Which of the two is checked first is open (row G10).
    const fault = anyFaultOf([given, isRefusal(cluster) ? cluster : undefined], context);
    if (fault) return fault;
    if (isRefusal(cluster)) return cluster;
    const wait = busy(cluster, context);
    if (wait) return wait;
    if (input.settings !== undefined) mergeSettings(cluster, input.settings);
    if (input.serviceConnectDefaults !== undefined) cluster.mayHaveNamespace = true;
    if (input.configuration !== undefined) cluster.configuration = input.configuration;
    nameNamespace(state, input.serviceConnectDefaults);
    return accept({ cluster: viewCluster(cluster, context, "changed") }, "CL20", "CL30");
  },
});
