import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { any, type Expected, unordered } from "./language/expectation.ts";
import type { ContainerInstance } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { badAttributes, targetsOf, viewAttribute } from "./resources/attribute.ts";

/** Removes attributes from container instances, by their names (row AT1). */
export const DeleteAttributes = operation("DeleteAttributes", {
  names: { cluster: "cluster or default" },
  row: "AT1p",
  accepts: ["AT1p"],
  refuses: ["RQ1", "G1", ...inClusterRefusals, "AT1", "AT1t"],
  step(state, input, context) {
    if (input.attributes === undefined) return refuse("RQ1");
    const bad = badAttributes(input.attributes, context);
    if (bad) return bad;
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const targets = targetsOf(cluster, input.attributes, context);
    if (isRefusal(targets)) return targets;
    const shown: Expected[] = [];
    let strange = false;
    for (const [index, { name = "", value, targetId }] of input.attributes.entries()) {
      const instance = targets[index] as ContainerInstance;
      const at = instance.attributes.findIndex((attribute) => attribute.name === name);
      const [known] = at < 0 ? [] : instance.attributes.splice(at, 1);
      if (known === undefined || (value !== undefined && value !== known.value)) strange = true;
      else shown.push(viewAttribute(instance, name, known.value, targetId));
    }
    // The result of deleting an attribute that does not exist, or has another value, is unspecified.
    if (strange && context.may("AT1t")) return refuse("AT1t");
    return accept({ attributes: strange ? any : unordered(shown) }, "AT1p");
  },
});
