import { defaultCluster } from "../../model/language/resource.ts";
import type { Plan } from "../language/plan.ts";
import { mapLeaves, type PlanInput } from "../language/reference.ts";

/** Members whose strings are names, or lists of names, of things a run owns. */
const names = new Set([
  "cluster",
  "clusters",
  "clusterName",
  "service",
  "services",
  "serviceName",
  "family",
  "familyPrefix",
  "taskDefinition",
  "taskDefinitions",
  "clientToken",
  "namespace",
]);

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

const isProvider = (operation: string, member: string): boolean =>
  providers.test(member) || (member === "name" && /^(?:Create|Update)CapacityProvider$/.test(operation));

function prefixed(operation: string, input: PlanInput, prefix: string): PlanInput {
  return mapLeaves(input, (leaf, member) => {
    if (typeof leaf !== "string" || leaf === "" || leaf === defaultCluster) return leaf;
    const [, head, path] = arns.exec(leaf) ?? [];
    if (head !== undefined && path !== undefined) return head + withPrefix(path, prefix);
    if (member === "principalArn" || member === "autoScalingGroupArn") return leaf.replace(/(?<=\/)(?=[^/]*$)/, prefix);
    if (isProvider(operation, member))
      return /^FARGATE(?:_SPOT)?$/.test(leaf) ? leaf : leaf.replace(/^(?:aws|ecs|fargate)-|^/, `$&${prefix}`);
    if (member === "group") return leaf.replace(/^(family:|service:)/, `$1${prefix}`);
    return names.has(member) && !leaf.startsWith("arn:") ? prefix + leaf : leaf;
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
