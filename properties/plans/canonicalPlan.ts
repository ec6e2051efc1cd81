import type { Command, Plan } from "../../commands/language/plan.ts";
import { isReference, mapLeaves, type PlanInput, type PlanValue } from "../../commands/language/reference.ts";

/** Members with a name from a pool, and the first name of the pool. */
const pools: Readonly<Record<string, string>> = {
  clusterName: "c",
  cluster: "c",
  clusters: "c",
  serviceName: "s",
  service: "s",
  services: "s",
  family: "f",
  familyPrefix: "f",
};

/** Names of the pools in `commands/pools/names.ts`; other names (absent or invalid ones) have a meaning and stay. */
const pooled = /^(?:[csCS]\d|f|ff|F)$/;

/**
 * The plan with its names numbered in order of appearance, so that equal faults get equal plans. It is only a
 * candidate: the fault may depend on names that differ in case.
 */
export function canonical(plan: Plan): Plan {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const renamed = (name: string, member: string): string => {
    const pool = pools[member];
    if (pool === undefined || !pooled.test(name)) return name;
    const known = names.get(`${pool} ${name}`);
    if (known !== undefined) return known;
    const count = (counts.get(pool) ?? 0) + 1;
    counts.set(pool, count);
    const fresh = pool === "f" ? (["f", "ff"][count - 1] ?? name) : `${pool}${count}`;
    names.set(`${pool} ${name}`, fresh);
    return fresh;
  };
  return plan.map((command) => ({
    ...command,
    input: mapLeaves(command.input, (leaf, member) => (isReference(leaf) ? leaf : renamed(leaf, member))) as PlanInput,
  }));
}

/** The key of a plan: equal plans have equal keys, whatever the order of their members. */
export const planKey = (plan: Plan): string => JSON.stringify(plan.map(sortedCommand));

const sortedCommand = ({ input, ...command }: Command) => ({ ...command, input: sorted(input) });

function sorted(value: PlanValue): PlanValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([member, item]) => [member, sorted(item as PlanValue)])) as PlanInput;
}
