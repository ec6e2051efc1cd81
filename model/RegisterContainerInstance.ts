import type * as ecs from "@aws-sdk/client-ecs";
import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { viewContainerInstance } from "./clusters/containerInstanceView.ts";
import { operation } from "./language/card.ts";
import type { Input } from "./language/operation.ts";
import { put, values } from "./language/persistentMap.ts";
import type { Cluster, ContainerInstance, State } from "./language/state.ts";
import { accept, type Context, isRefusal, refuse } from "./language/step.ts";
import { mostAttributes } from "./resources/attribute.ts";
import { findContainerInstance, resourcesIn } from "./resources/containerInstance.ts";
import { badTags, copyTags } from "./resources/tag.ts";

/** Registers a machine in a cluster, as its agent does; with its ARN, registers the same one again (row CI1). */
export const RegisterContainerInstance = operation("RegisterContainerInstance", {
  creates: "containerInstance",
  names: { cluster: "cluster or default", containerInstanceArn: "containerInstance" },
  row: "CI2",
  accepts: ["CI2"],
  refuses: [...inClusterRefusals, "T1", "AT1m", "CI1", "CI1r", "CI8"],
  step(state, input, context) {
    const bad = badTags(input.tags);
    if (bad) return bad;
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    // A caller without an identity document may be refused: only agents call this.
    if (input.instanceIdentityDocument === undefined && context.may("CI1r")) return refuse("CI1r");
    if (input.containerInstanceArn !== undefined)
      return again(state, cluster, input.containerInstanceArn, input, context);
    const ec2InstanceId = instanceIdIn(input.instanceIdentityDocument);
    const known = [...values(cluster.containerInstances)].find((each) => each.ec2InstanceId === ec2InstanceId);
    // An existing machine may also be recognized by its EC2 instance.
    if (ec2InstanceId !== undefined && known !== undefined && context.may("CI2"))
      return again(state, cluster, known.id, input, context);
    const instance: ContainerInstance = {
      id: context.newId("containerInstance"),
      cluster: cluster.name,
      status: "ACTIVE",
      ec2InstanceId,
      resources: resourcesIn(input.totalResources),
      versionInfo: input.versionInfo,
      attributes: attributesIn(input.attributes),
      tags: copyTags(input.tags),
      agentConnected: undefined,
      registrations: 1,
      updating: false,
    };
    put(cluster.containerInstances, instance.id, instance);
    return accept({ containerInstance: viewContainerInstance(state, cluster, instance, context, "shown") }, "CI2");
  },
});

function again(
  state: State,
  cluster: Cluster,
  given: string,
  input: Input<"RegisterContainerInstance">,
  context: Context,
) {
  const instance = findContainerInstance(cluster, given, context);
  if (isRefusal(instance)) return instance;
  if (instance.status === "INACTIVE") return refuse("CI1", { id: instance.id });
  // Whether it is still draining is unspecified.
  if (instance.status === "DRAINING" && context.may("CI2")) instance.status = "ACTIVE";
  instance.registrations++;
  instance.resources = resourcesIn(input.totalResources) ?? instance.resources;
  instance.versionInfo = input.versionInfo ?? instance.versionInfo;
  for (const attribute of attributesIn(input.attributes)) {
    const known = instance.attributes.find(({ name }) => name === attribute.name);
    if (known === undefined) instance.attributes.push(attribute);
    else known.value = attribute.value;
  }
  // Whether those that were put since count too is unspecified.
  if (instance.attributes.length > mostAttributes && context.may("AT1m")) return refuse("AT1m");
  return accept({ containerInstance: viewContainerInstance(state, cluster, instance, context, "open") }, "CI2");
}

/** The `instanceId` of an EC2 identity document. */
function instanceIdIn(document: string | undefined): string | undefined {
  const found = /"instanceId"\s*:\s*"(i-[0-9a-f]+|«[^"]+»)"/.exec(document ?? "");
  return found?.[1];
}

const attributesIn = (given: readonly ecs.Attribute[] | undefined) =>
  (given ?? []).map(({ name = "", value }) => ({ name, value }));
