import type {
  Attribute,
  DeleteAttributesRequest,
  ListAttributesRequest,
  PutAttributesRequest,
} from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import { requireAttributeSyntax, requireFewCustom, setAttribute, targetNotFound } from "../instances/attributes.ts";
import type { ContainerInstance } from "../instances/containerInstance.ts";
import { findInstance } from "../instances/identify.ts";
import { activeCluster } from "../requests/identifiers.ts";
import { requireAtMost, requireOneOf, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Request, Wire } from "../wire.ts";

type Target = readonly [ContainerInstance, Wire<Attribute>];

/** AT1: all of them, or none. */
export function PutAttributes(sim: Simulation, input: Request<PutAttributesRequest>) {
  const targets = targetsOf(sim, input);
  for (const [instance] of targets) {
    const added = targets.filter(([other]) => other === instance).map(([, { name }]) => name ?? "");
    requireFewCustom(instance.attributes.keys(), added);
  }
  for (const [instance, attribute] of targets) setAttribute(sim, instance, attribute);
  for (const { fleet } of new Set(targets.map(([instance]) => instance.cluster))) fleet.changed();
  return { attributes: targets.map(([instance, { name, value }]) => ({ name, value, targetId: instance.arn })) };
}

/** AT1: deleting a missing attribute is not an error. */
export function DeleteAttributes(sim: Simulation, input: Request<DeleteAttributesRequest>) {
  const targets = targetsOf(sim, input);
  const attributes = targets.map(([instance, { name = "" }]) => {
    const value = instance.attributes.get(name)?.value;
    instance.attributes.delete(name);
    return { name, value, targetId: instance.arn };
  });
  for (const { fleet } of new Set(targets.map(([instance]) => instance.cluster))) fleet.changed();
  return { attributes };
}

/** The attributes of the request, each with its instance. */
function targetsOf(sim: Simulation, input: Request<PutAttributesRequest>): Target[] {
  if (!input.attributes?.length) throw invalidParameter("Attributes cannot be empty.");
  requireAtMost("attributes", input.attributes, 10);
  for (const attribute of input.attributes) {
    requireAttributeSyntax(attribute);
    const targetId = requireString("targetId", attribute.targetId);
    if (!targetId.startsWith("arn:") && attribute.targetType === undefined) {
      throw invalidParameter("The target type must be specified with the short form of a target id.");
    }
  }
  const cluster = activeCluster(sim, input.cluster);
  return input.attributes.map((attribute) => {
    const instance = findInstance(cluster, attribute.targetId ?? "");
    if (!instance || instance.status === "INACTIVE") throw targetNotFound();
    return [instance, attribute];
  });
}

/** AT2. */
export function ListAttributes(sim: Simulation, input: Request<ListAttributesRequest>) {
  const { attributeName, attributeValue, targetType } = input;
  requireOneOf("targetType", requireString("targetType", targetType), ["container-instance"]);
  if (attributeValue !== undefined && attributeName === undefined) {
    throw invalidParameter("An attribute value needs an attribute name.");
  }
  const cluster = activeCluster(sim, input.cluster);
  const rule = {
    operation: "ListAttributes",
    defaultSize: 100,
    maximumSize: 100,
    filters: [cluster.name, targetType, attributeName, attributeValue],
  };
  const ignoresValue = sim.bugged("list-attributes-ignores-the-value");
  const matching = attributesOf(cluster).filter(
    ([, { name, value }]) => (attributeName ?? name) === name && ((attributeValue ?? value) === value || ignoresValue),
  );
  const { items, nextToken } = pageOf<object, number>(rule, input, (place = 0) =>
    matching.filter(([sequence]) => sequence > place),
  );
  return { attributes: items, nextToken };
}

/** In the order in which they were first set. */
function attributesOf(cluster: Cluster) {
  return [...cluster.fleet.registered]
    .flatMap((instance) =>
      Array.from(
        instance.attributes,
        ([name, { value, sequence }]) => [sequence, { name, value, targetId: instance.arn }] as const,
      ),
    )
    .sort(([a], [b]) => a - b);
}
