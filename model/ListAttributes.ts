import { clusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { viewAttribute } from "./resources/attribute.ts";
import { registeredIn } from "./resources/containerInstance.ts";

/** Attributes that ECS adds by itself: `ecs.os-type`. */
const builtIn = { name: "ecs.«foreign:attribute»" };

/** The attributes of a cluster's container instances that pass the filters (row AT2). */
export const ListAttributes = operation("ListAttributes", {
  reads: true,
  names: { cluster: "cluster or default" },
  paged: true,
  row: "AT2",
  accepts: ["AT2"],
  refuses: ["RQ1", "G1", ...clusterRefusals, "LI1", "LI2", "AT2v"],
  step(state, input, context) {
    if (input.targetType === undefined) return refuse("RQ1");
    const bad = badEnum([input.targetType], ["container-instance"]) ?? badPage(input);
    if (bad) return bad;
    if (input.attributeValue !== undefined && input.attributeName === undefined) return refuse("AT2v");
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const needed: Expected[] = [];
    for (const instance of registeredIn(cluster))
      for (const { name, value } of instance.attributes) {
        if ((input.attributeName ?? name) !== name || (input.attributeValue ?? value) !== value) continue;
        needed.push(viewAttribute(instance, name, value));
      }
    return accept({ attributes: unordered(needed, undefined, { fitting: builtIn }) }, "AT2");
  },
});
