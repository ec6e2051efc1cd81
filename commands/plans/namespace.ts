import { defaultCluster, type Names, type Naming } from "../../model/language/resource.ts";
import { cardOf } from "../../model/registry.ts";
import type { Plan } from "../language/plan.ts";
import { mapLeaves, type PlanInput } from "../language/reference.ts";

/** Resources that bear names of a run's own; ids of the others are the server's. */
const named: ReadonlySet<Naming> = new Set(["cluster", "cluster or default", "service", "family"]);

/** What else a run has of its own. */
const others: ReadonlySet<string> = new Set(["clientToken", "namespace"]);

/** Members that hold ARNs, whose names bear the prefix inside. */
const arns = /^(arn:aws:ecs:[^:]*:[^:]*:[a-z-]+\/)(.*)$/;

/**
 * The plan in a namespace of its own: every name gets the prefix, so that runs on one server never see each other
 * (docs/architecture.md#a-run). Blank names stay blank; references need nothing, their values bear the prefix already.
 */
export const inNamespace = (plan: Plan, prefix: string): Plan =>
  plan.map((command) => ({ ...command, input: prefixed(command.operation, command.input, prefix) }));

/** Members that hold names of capacity providers; FARGATE and FARGATE_SPOT are everybody's (row CP1). */
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

/** An id behind names: of a task, a task set, a deployment or a revision; no name in a plan is as long. */
const isServers = /^([0-9a-f]{32}|[0-9a-f-]{36}|ecs-svc|\d{19}|[\w-]{21,22}|«.*»)$/;

/** `c1/s1` → `Pc1/Ps1`; a task's id behind its cluster is the server's own and stays. */
function withPrefix(path: string, prefix: string): string {
  return path
    .split("/")
    .map((part) => (isServers.test(part) || part === defaultCluster ? part : prefix + part))
    .join("/");
}
