import { isSame, type Signature } from "../../checker/signature.ts";
import { isRead } from "../../model/operationFacts.ts";
import type { Divergence } from "./divergence.ts";

/** The kind of resource that a member begins with: `service.` of `service.desiredCount`. */
const resourceKind = /^[a-z]+\.(?=.)/i;

/** What is wrong in a field, for any kind of resource; undefined for signatures without a field. */
export function fieldOf(signature: Signature): string | undefined {
  if (signature.kind !== "member") return undefined;
  const { clock, member, from, to } = signature;
  const change =
    from === "nothing"
      ? `nothing→${to === "object" ? "item" : to}`
      : to === "missing"
        ? "item→missing"
        : `${from}→${to}`;
  return `${clock}/${member.replace(resourceKind, "")}/${change}`;
}

const headcountReaders: ReadonlySet<string> = new Set(["DescribeServices", "DescribeClusters", "ListTasks"]);

const headcountMembers: ReadonlySet<string> = new Set([
  "service.runningCount",
  "service.pendingCount",
  "service.deployments[].runningCount",
  "service.deployments[].pendingCount",
  "service.deployments[].rolloutState",
  "service.deployments.length",
  "cluster.runningTasksCount",
  "cluster.pendingTasksCount",
  "taskArns.length",
]);

/** One task too few or too many at rest shows in its service, in the deployment, in the cluster and in the list. */
const isHeadcount = (signature: Signature): boolean =>
  signature.kind === "member" &&
  signature.rest &&
  signature.clock === "converges" &&
  headcountReaders.has(signature.operation) &&
  headcountMembers.has(signature.member);

/** Do two divergences of one plan have the same cause: shown by one call, or at rest by the same tasks? */
export const sameCause = (one: Divergence, other: Divergence): boolean =>
  sameCall(one, other) || sameHeadcount(one, other);

/** Did one call, with the looks after it, show both? */
export const sameCall = (one: Divergence, other: Divergence): boolean =>
  one.command === other.command && one.operation === other.operation;

/** Are both wrong at rest because of the same tasks? */
export const sameHeadcount = (one: Divergence, other: Divergence): boolean =>
  isHeadcount(one.signature) && isHeadcount(other.signature);

/** Do both show too many tasks that run or are pending, or too few: one in the service, the other in its cluster? */
export function sameCount(one: Signature, other: Signature): boolean {
  const counted = countIn(one);
  return counted !== undefined && counted === countIn(other);
}

function countIn(signature: Signature): string | undefined {
  if (signature.kind !== "member" || (signature.to !== "more" && signature.to !== "less")) return undefined;
  const [, state] = /^\w+\.(?:deployments\[\]\.)?(running|pending)(?:Tasks)?Count$/.exec(signature.member) ?? [];
  return state === undefined ? undefined : `${state} ${signature.to}`;
}

/** Does a description contradict itself in a member that the other shows wrong, or contradicts too? */
export function contradict(one: Signature, other: Signature): boolean {
  if (one.kind !== "contradiction" && other.kind !== "contradiction") return false;
  const [mine, its] = [membersIn(one), membersIn(other)];
  return mine.some((member) => its.includes(member));
}

/** `task.startedAt` of a difference in it; both members of `pullStartedAt>startedAt`. */
function membersIn(signature: Signature): string[] {
  if (signature.kind === "member") return [signature.member];
  if (signature.kind !== "contradiction") return [];
  return signature.member.split(/[>+]/).map((member) => `${signature.resource}.${member}`);
}

/** Does one list of a resource lack an item and show another one, after the same operation? */
export const sameList = (one: Signature, other: Signature): boolean =>
  one.kind === "member" &&
  other.kind === "member" &&
  one.operation === other.operation &&
  one.member === other.member &&
  one.member.includes(".") &&
  one.member.endsWith("[]");

/**
 * Are too many tasks of a service running, or too few? Three rules detect this: the count at rest or the bound of a
 * rollout, the law that compares the count with the lists, and the sum that no reply may exceed (row DP3). Undefined
 * for other signatures.
 */
export function miscountOf(signature: Signature): "more" | "less" | undefined {
  switch (signature.kind) {
    case "member": {
      const { clock, member, to } = signature;
      const counts = /^[a-z]+\.(?:deployments\[\]\.)?runningCount$/i.test(member);
      return counts && (clock === "converges" || clock === "bounded") && (to === "more" || to === "less")
        ? to
        : undefined;
    }
    case "law":
      if (signature.law !== "counts" || signature.operation !== "DescribeServices") return undefined;
      if (signature.complaint === "runningCount too high") return "more";
      return signature.complaint === "runningCount too low" ? "less" : undefined;
    case "contradiction":
      return signature.rule === "DP3" && signature.member === "runningCount+pendingCount" ? "more" : undefined;
    default:
      return undefined;
  }
}

/** Does the operation remove what it names, or end it? */
export const removes = (operation: string): boolean => /^(Delete|Deregister|Stop)/.test(operation);

/** The read that misses a resource, whichever write came before: the read itself is at fault. */
export function blindReader(signature: Signature): string | undefined {
  if (signature.kind !== "member" || removes(signature.operation)) return undefined;
  const { clock, member, from, to, look } = signature;
  return clock === "immediate" && /^[a-z]+$/.test(member) && from === "item" && to === "missing" ? look : undefined;
}

/** The read that does not report a failure, at rest or before. */
export const silentReader = (signature: Signature): string | undefined =>
  signature.kind === "member" && signature.member === "failures[]" && signature.to === "missing"
    ? (signature.look ?? signature.operation)
    : undefined;

/**
 * The operation that does not recognize a client token: it accepts one with other parameters (row TK5), refuses a
 * repeated request (row SV10) or creates other tasks for it, or breaks the law of tokens.
 */
export function tokenIgnorer(signature: Signature): string | undefined {
  switch (signature.kind) {
    case "accepted":
      return signature.rule === "TK5" ? signature.operation : undefined;
    case "refused":
      return signature.rule === "SV10" ? signature.operation : undefined;
    case "law":
      return signature.law === "tokens" ? signature.operation : undefined;
    case "member":
      return signature.operation === "RunTask" && signature.member === "task.taskArn" && signature.look === undefined
        ? signature.operation
        : undefined;
    default:
      return undefined;
  }
}

/**
 * The list that shows an entry which does not belong in it, instead of another one or in addition; with the status of
 * the entry if that is why.
 */
export function strayLister(signature: Signature): string | undefined {
  if (signature.kind !== "member" || signature.look !== undefined || signature.rest) return undefined;
  const { operation, clock, member, from, to } = signature;
  if (!operation.startsWith("List") || clock !== "immediate") return undefined;
  const instead = /^([a-z]+)\.\1Arn$/i.test(member) && from === "string" && to === "string";
  const inAddition = /^[a-z]+\[\]$/i.test(member) && from === "nothing" && to.startsWith("item");
  return instead || inAddition ? operation + to.replace(/^\w+/, "") : undefined;
}

/** The write that the signature of a field blames; undefined when a read showed it and no write is blamed. */
export const writerOf = (signature: Signature): string | undefined =>
  signature.kind !== "member" || signature.rest || isRead(signature.operation) ? undefined : signature.operation;

/**
 * Can `seen` be the fault `wanted`, shown by another read? A shorter plan looks at other times: what a read or a look
 * at rest showed may then show directly after the write, and what one look showed another look may show.
 */
export function sameFault(wanted: Signature, seen: Signature): boolean {
  if (isSame(wanted, seen) || isSame(wanted, withoutDetail(seen))) return true;
  const field = fieldOf(wanted);
  if (field === undefined || (field !== fieldOf(seen) && field !== fieldOf(withoutDetail(seen)))) return false;
  const [blamed, other] = [writerOf(wanted), writerOf(seen)];
  return blamed === undefined || other === undefined || blamed === other;
}

/** As an older version wrote it: without the exception of a page, and without the status of an item. */
function withoutDetail(signature: Signature): Signature {
  if (signature.kind === "reply") return { ...signature, problem: signature.problem.replace(/^html: .*/s, "html") };
  if (signature.kind === "member") return { ...signature, to: signature.to.replace(/^item: .*/s, "item") };
  return signature;
}
