import { defaultCluster, type Names, type Naming } from "../../model/language/resource.ts";
import { cardOf } from "../../model/registry.ts";
import type { Plan } from "../language/plan.ts";
import { mapLeaves, type PlanInput } from "../language/reference.ts";

/** Resources whose names get the prefix of the run; the server chooses the ids of the others. */
const named: ReadonlySet<Naming> = new Set(["cluster", "cluster or default", "service", "family"]);

/** Other members that get the prefix. */
const others: ReadonlySet<string> = new Set(["clientToken", "namespace"]);

/** Members with ARNs, whose names contain the prefix. */
const arns = /^(arn:aws:ecs:[^:]*:[^:]*:[a-z-]+\/)(.*)$/;

/**
 * The plan in a namespace of its own: every name gets the prefix, so that runs on one server do not affect each other
 * (docs/architecture.md#a-run). Blank names stay blank; references need no prefix, because their values have it
 * already.
 */
export const inNamespace = (plan: Plan, prefix: string): Plan =>
  plan.map((command) => ({ ...command, input: prefixed(command.operation, command.input, prefix) }));

/** Members with names of capacity providers; FARGATE and FARGATE_SPOT are shared (row CP1). */
const providers = /^capacityProviders?$/;

const isProvider = (names: Names, member: string): boolean =>
  providers.test(member) || names[member] === "capacityProvider";

function prefixed(operation: string, input: PlanInput, prefix: string): PlanInput {
  const names = cardOf(operation)?.names ?? {};
  const isOwn = (member: string): boolean => others.has(member) || named.has(names[member] as Naming);
  return mapLeaves(input, (leaf, member) => {
    if (typeof leaf !== "string" || leaf === "" || leaf === defaultCluster) return leaf;
    const [, head, path] = arns.exec(leaf) ?? [];
    if (head !== undefined && path !== undefined) return head + withPrefix(path, prefix);
    if (member === "principalArn" || member === "autoScalingGroupArn") return leaf.replace(/(?<=\/)(?=[^/]*$)/, prefix);
    if (isProvider(names, member))
      return /^FARGATE(?:_SPOT)?$/.test(leaf) ? leaf : leaf.replace(/^(?:aws|ecs|fargate)-|^/, `$&${prefix}`);
    if (member === "group") return leaf.replace(/^(family:|service:)/, `$1${prefix}`);
    return isOwn(member) && !leaf.startsWith("arn:") ? prefix + leaf : leaf;
  }) as PlanInput;
}

/** An id after names: of a task, a task set, a deployment or a revision; no name in a plan is that long. */
const isServers = /^([0-9a-f]{32}|[0-9a-f-]{36}|ecs-svc|\d{19}|[\w-]{21,22}|«.*»)$/;

/** `c1/s1` → `Pc1/Ps1`; the id of a task after its cluster belongs to the server and stays. */
function withPrefix(path: string, prefix: string): string {
  return path
    .split("/")
    .map((part) => (isServers.test(part) || part === defaultCluster ? part : prefix + part))
    .join("/");
}
