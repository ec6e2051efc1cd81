import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import type { ContainerInstance, InstanceAttribute } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { badAttributes, mostAttributes, targetsOf, viewAttribute } from "./resources/attribute.ts";

/** Adds attributes to container instances, or replaces their values (row AT1). */
export const PutAttributes = operation("PutAttributes", {
  names: { cluster: "cluster or default" },
  row: "AT1p",
  accepts: ["AT1p"],
  refuses: ["RQ1", "G1", ...inClusterRefusals, "AT1", "AT1m", "AT1t"],
  step(state, input, context) {
    if (input.attributes === undefined) return refuse("RQ1");
    const bad = badAttributes(input.attributes, context);
    if (bad) return bad;
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const targets = targetsOf(cluster, input.attributes, context);
    if (isRefusal(targets)) return targets;
    const shown: Expected[] = [];
    const grown = new Set<ContainerInstance>();
    for (const [index, { name = "", value, targetId }] of input.attributes.entries()) {
      const instance = targets[index] as ContainerInstance;
      const known = instance.attributes.find((attribute) => attribute.name === name);
      if (known === undefined) {
        instance.attributes.push({ name, value, put: true });
        grown.add(instance);
      } else known.value = value;
      shown.push(viewAttribute(instance, name, value, targetId));
    }
    // Whether those from the registration count as its own is unspecified.
    const over = (wanted: (attribute: InstanceAttribute) => boolean): boolean =>
      [...grown].some(({ attributes }) => attributes.filter(wanted).length > mostAttributes);
    if (over(({ put }) => put === true) || (over(() => true) && context.may("AT1m"))) return refuse("AT1m");
    return accept({ attributes: unordered(shown) }, "AT1p");
  },
});
