import { isRead } from "../../model/operationFacts.ts";
import type { Divergence } from "./divergence.ts";

/** `UpdateService/look/DescribeServices/immediate/service.tags[]/item→missing`, taken apart. */
const output = /^(.*)\/(immediate|monotone|converges|bounded|chosen)\/([^/]*)\/([^/]*→[^/]*)$/;

/** Kinds of resources that a member's path begins with. */
const kinds = /^[a-z]+\.(?=.)/i;

/** What goes wrong in a field, whatever resource bears it; undefined for signatures that are not of a field. */
export function fieldOf(signature: string): string | undefined {
  const [, , clock, where, change] = output.exec(signature) ?? [];
  if (where === undefined || change === undefined) return undefined;
  return `${clock}/${where.replace(kinds, "")}/${change.replace(/^nothing→.*/, "nothing→item").replace(/.*→missing$/, "item→missing")}`;
}

/** One task too few or too many at rest shows in its service, in the deployment, in the cluster and in the list. */
const headcounts =
  /^rest\/(?:DescribeServices|DescribeClusters|ListTasks)\/converges\/(?:service\.(?:deployments\[\]\.)?(?:running|pending)Count|service\.deployments\[\]\.rolloutState|cluster\.(?:running|pending)TasksCount|taskArns\.length|service\.deployments\.length)\//;

/** Do two things a plan shows come of one cause: told of one call, or at rest of the same tasks? */
export const isBeside = (one: Divergence, other: Divergence): boolean =>
  (one.command === other.command && one.operation === other.operation) ||
  (headcounts.test(one.signature) && headcounts.test(other.signature));

/** By its count at rest or a rollout's bound, against the lists, and by the sum no reply may pass (row DP3). */
const runningCounts = [
  /\/(?:converges|bounded)\/[a-z]+\.(?:deployments\[\]\.)?runningCount\/[a-z]+→(more|less)$/i,
  /^law\/counts\/DescribeServices\/runningCount too (high|low)$/,
  /^[a-z]+\/DP3\/runningCount\+pendingCount()$/,
];

/** Are too many tasks of a service running, or too few? Undefined for signatures that do not say. */
export function miscountOf(signature: string): "more" | "less" | undefined {
  const sense = runningCounts.flatMap((pattern) => pattern.exec(signature)?.[1] ?? [])[0];
  if (sense === undefined) return undefined;
  return sense === "less" || sense === "low" ? "less" : "more";
}

const missed = /^(?!Delete|Deregister|Stop)[A-Za-z]+\/look\/([A-Za-z]+)\/immediate\/[a-z]+\/item→missing$/;

/** The read that does not find a thing after writes that leave it there: rather blind itself than served by them all. */
export const blindReader = (signature: string): string | undefined => missed.exec(signature)?.[1];

const strays = /^(List[A-Za-z]+)\/immediate\/(?:[a-z]+\.[a-z]+Arn\/string→string|[a-z]+\[\]\/nothing→item)$/i;

/** The list that shows what does not belong in it, in the place of what does or beside it. */
export const strayLister = (signature: string): string | undefined => strays.exec(signature)?.[1];

/** The writing operation a signature blames; undefined where a read showed it and nobody is blamed yet. */
export function writerOf(signature: string): string | undefined {
  const operation = signature.split("/")[0] ?? "";
  return operation === "rest" || operation === "any" || isRead(operation) ? undefined : operation;
}

/**
 * May this be the same fault, told at another place? A plan that shrinks looks at other moments: what a read or the
 * rest showed then shows after the write itself, and what one look showed another one does.
 */
export function isKin(sought: string, seen: string): boolean {
  if (sought === seen) return true;
  const field = fieldOf(sought);
  if (field === undefined || field !== fieldOf(seen)) return false;
  const [blamed, other] = [writerOf(sought), writerOf(seen)];
  return blamed === undefined || other === undefined || blamed === other;
}
