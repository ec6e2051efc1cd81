import type { Attribute } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import { requireOneOf, requireString } from "../requests/limits.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";
import type { ContainerInstance } from "./containerInstance.ts";

const mostCustom = 10;
const builtIn = /^(ecs|com\.amazonaws\.ecs)\./;

/** AT1. */
export function requireAttributeSyntax({ name, value, targetType }: Wire<Attribute>): void {
  if (!/^[A-Za-z0-9_./\\-]{1,128}$/.test(requireString("Attribute name", name))) {
    throw invalidParameter("Attribute names must match ^[A-Za-z0-9_./\\-]{1,128}$.");
  }
  if (value !== undefined && (!/^[A-Za-z0-9_.@/\\: -]{1,128}$/.test(value) || value.trim() !== value)) {
    throw invalidParameter("Attribute values must match ^[A-Za-z0-9_.@/\\: -]{1,128}$ and be without outer spaces.");
  }
  requireOneOf("targetType", targetType, ["container-instance"]);
}

export function targetNotFound(): EcsError {
  return new EcsError("TargetNotFoundException", "The specified target was not found.");
}

/** Sets an attribute of an instance; an existing one keeps its position in lists (AT1). */
export function setAttribute(
  sim: Simulation,
  instance: ContainerInstance,
  { name = "", value }: Wire<Attribute>,
): void {
  const present = instance.attributes.get(name);
  if (present && sim.bugged("put-attributes-keeps-the-first-value")) return;
  const { fleet } = instance.cluster;
  instance.attributes.set(name, { value, sequence: present?.sequence ?? ++fleet.attributeSequence });
}

/** An instance has at most ten custom attributes (AT1). */
export function requireFewCustom(present: Iterable<string>, added: readonly string[]): void {
  const custom = new Set([...present, ...added].filter((name) => !builtIn.test(name)));
  if (custom.size <= mostCustom) return;
  throw new EcsError("AttributeLimitExceededException", `A resource can have at most ${mostCustom} custom attributes.`);
}
