import type { Plan } from "../../commands/language/plan.ts";

const machine = /«ec2Instance:([0-9a-f]+)»/g;

/**
 * The EC2 instances for a plan's container instances: those of the target's fixtures, in turn, or well-formed ids when
 * the target does not check whether they exist.
 */
export function ec2InstancesOf(plan: Plan, instances: readonly string[]): Record<string, string> {
  const bound: Record<string, string> = {};
  for (const [placeholder, id = ""] of JSON.stringify(plan).matchAll(machine)) {
    const turn = Object.keys(bound).length;
    bound[placeholder] ??= instances.length === 0 ? `i-0${id}` : (instances[turn % instances.length] ?? "");
  }
  return bound;
}
