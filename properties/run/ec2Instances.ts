import type { Plan } from "../../commands/language/plan.ts";

const machine = /«ec2Instance:([0-9a-f]+)»/g;

/**
 * The EC2 instances that a plan's container instances are: those that the target's fixtures made, in turn, or any
 * well-formed ids where the target does not look whether they exist.
 */
export function ec2InstancesOf(plan: Plan, instances: readonly string[]): Record<string, string> {
  const bound: Record<string, string> = {};
  for (const [placeholder, id = ""] of JSON.stringify(plan).matchAll(machine)) {
    const turn = Object.keys(bound).length;
    bound[placeholder] ??= instances.length === 0 ? `i-0${id}` : (instances[turn % instances.length] ?? "");
  }
  return bound;
}
