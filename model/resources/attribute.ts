import type * as ecs from "@aws-sdk/client-ecs";
import { isArn } from "../language/arn.ts";
import { type Expected, either, maybe } from "../language/expectation.ts";
import { get } from "../language/persistentMap.ts";
import type { Cluster, ContainerInstance } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";
import { containerInstanceArn, containerInstanceId } from "./containerInstance.ts";

const nameForm = /^[A-Za-z0-9_./\\-]{1,128}$/;
const valueForm = /^[A-Za-z0-9_.@/\\: -]{1,128}$/;

/** Row AT1: the limit in a call, and on an instance. */
export const mostAttributes = 10;

/** The mistake in the attributes of a call, if any, whatever their target is (row AT1). */
export function badAttributes(attributes: readonly ecs.Attribute[], context: Context) {
  const broken =
    attributes.length > mostAttributes ||
    attributes.some(
      ({ name = "", value }) =>
        !nameForm.test(name) || (value !== undefined && (!valueForm.test(value) || value.trim() !== value)),
    );
  if (broken) return refuse("AT1");
  if (attributes.length === 0 && context.may("AT1")) return refuse("AT1");
  if (attributes.some(({ targetType }) => targetType !== undefined && targetType !== "container-instance"))
    return refuse("G1");
  return attributes.some(({ targetId, targetType }) => targetId !== undefined && !isArn(targetId) && !targetType)
    ? refuse("AT1")
    : undefined;
}

/**
 * The instances that the attributes name, in their order; one that was deleted or never existed is no target (row AT1).
 */
export function targetsOf(cluster: Cluster, attributes: readonly ecs.Attribute[], context: Context) {
  const found: ContainerInstance[] = [];
  for (const { targetId } of attributes) {
    if (targetId === undefined) return refuse("AT1");
    const id = containerInstanceId(targetId, cluster.name, context);
    if (typeof id !== "string") return id;
    const instance = get(cluster.containerInstances, id);
    if (instance === undefined || instance.status === "INACTIVE") return refuse("AT1t");
    found.push(instance);
  }
  return found;
}

/** An attribute as replies show it: its target by ARN or as it was given. */
export const viewAttribute = (
  instance: ContainerInstance,
  name: string,
  value: string | undefined,
  given?: string,
): Expected => ({
  name,
  ...(value === undefined ? {} : { value }),
  targetId: given === undefined ? containerInstanceArn(instance) : either(containerInstanceArn(instance), given),
  targetType: maybe("container-instance"),
});
