import { arn } from "../../model/language/arn.ts";
import type { ContainerInstance } from "../../model/language/state.ts";
import { registeredIn } from "../../model/resources/containerInstance.ts";
import type { Random } from "../language/random.ts";
import type { PlanInput, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { activeClusters } from "./names.ts";

/** A container instance, the name of its cluster, and the reply that first showed it. */
export interface Target {
  readonly cluster: string;
  readonly instance: ContainerInstance;
  readonly arn: Reference;
}

/** The instances to which attributes can be added. */
export const targetsIn = (run: SymbolicRun): Target[] =>
  activeClusters(run).flatMap(({ name, ...cluster }) =>
    registeredIn({ name, ...cluster }).flatMap((instance) => {
      const known = run.arnOf("containerInstance", `${name}/${instance.id}`);
      return known === undefined ? [] : [{ cluster: name, instance, arn: known }];
    }),
  );

/** The target by ARN, or by id, which needs its type (row AT1). */
export const targetForm = (random: Random, { arn }: Target): PlanInput =>
  random.chance(0.5) ? { targetId: arn } : { targetId: { ...arn, as: "id" }, targetType: "container-instance" };

export const attributeNames = ["stack", "rack.1", "zone/a", "Stack"] as const;
export const attributeValues = ["production", "a b", "x@y:1", "7"] as const;

/** An instance that does not exist. */
export const absentTarget = (cluster: string): PlanInput => ({
  targetId: arn("container-instance", `${cluster}/0123456789abcdef0123456789abcdef`),
});

/** Attributes with a single mistake (row AT1), without their target. */
export const badAttribute = (random: Random): PlanInput =>
  random.pick<PlanInput>([
    { name: "a b", value: "1" },
    { name: "n".repeat(129), value: "1" },
    { name: "stack", value: " begins with a space" },
    { name: "stack", value: "v".repeat(129) },
    { name: "stack", value: "a*b" },
  ]);
