import type { Signature } from "../../checker/signature.ts";
import type { LawName } from "../property.ts";
import type { Divergence } from "./divergence.ts";
import { removes } from "./sameFault.ts";

/** From the worst to the least. */
export const severities = ["critical", "major", "minor"] as const;

/** How much a fault matters to those who use the server. */
export type Severity = (typeof severities)[number];

/** A severity, and the clause that says why. */
export interface Rating {
  readonly severity: Severity;
  readonly reason: string;
}

const critical = (reason: string): Rating => ({ severity: "critical", reason });
const major = (reason: string): Rating => ({ severity: "major", reason });
const minor = (reason: string): Rating => ({ severity: "minor", reason });

export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least);

/** The more severe of two, the first if they are equal. */
export const worse = (one: Rating, other: Rating): Rating => (isAtLeast(one.severity, other.severity) ? one : other);

/** Sorts what has a severity and a number of observations: the most severe first, then the most often observed. */
export const mostSevereFirst = (
  one: { readonly severity: Severity; readonly seen: number },
  other: { readonly severity: Severity; readonly seen: number },
): number => severities.indexOf(one.severity) - severities.indexOf(other.severity) || other.seen - one.seen;

/**
 * - **critical**: the server crashes or hangs, loses state or lets it leak, does what it refuses, does not do what it
 *   accepts, or never lets a client's waiter end.
 * - **major**: a client gets a wrong outcome, status, value, count, error type, filter or page.
 * - **minor**: a default or a member is absent or made up, a text differs, an empty list is omitted.
 */
export function severityOf({ signature, afterRefusal }: Pick<Divergence, "signature" | "afterRefusal">): Rating {
  return afterRefusal === true ? critical("a refused call took effect") : ratingOf(signature);
}

function ratingOf(signature: Signature): Rating {
  switch (signature.kind) {
    case "spontaneous-crash":
    case "crash":
      return critical("the server crashes");
    case "law":
      return ratingOfLaw(signature.law, signature.complaint);
    case "empty-list":
      return minor("an empty list is omitted");
    case "error":
      return major("the error type is wrong, which clients test");
    case "status":
      return major("the HTTP status is wrong");
    case "text":
      return minor("only the text of an error differs");
    case "accepted":
      // After any other write, the look itself is at fault.
      return isAfterWrite(signature) && removes(signature.operation)
        ? critical("an accepted call did not take effect")
        : major("a call is accepted that ECS refuses");
    case "refused":
      return signature.rest || isAfterWrite(signature)
        ? critical("what an accepted call wrote cannot be read")
        : major("a call is refused that ECS accepts");
    case "reply":
      return ratingOfReply(signature.problem);
    case "unsupported":
      // Nothing wrong is stored, and the server states it; but clients that need the operation fail.
      return major("the operation cannot be used");
    case "shape":
      return ratingOfShape(signature.problem);
    case "member":
      return ratingOfMember(signature);
    case "contradiction":
      return major("a reply contradicts itself");
    case "other":
      return major("its kind is unknown");
  }
}

const isAfterWrite = ({ look }: { readonly look: string | undefined }): boolean => look !== undefined;

/** What a violation of each law means, unless its complaint says more. */
const byLaw: Readonly<Record<LawName, Rating>> = {
  pages: major("pages do not add up to the list"),
  names: major("a form of a name does not work"),
  reads: major("a read changes what the next read shows"),
  tokens: major("a repeated request is not recognized"),
  tags: critical("an accepted change of tags did not take effect"),
  isolation: critical("a call changes another cluster"),
  counts: major("a count is wrong"),
  recreation: major("something new begins with the state of what was deleted"),
  wire: major("a malformed request is not refused properly"),
  sizes: major("a long list loses items when it is read without a page size"),
  newer: major("an operation does not answer in its shape"),
};

/** By the end of the complaint, for all laws. */
const byComplaint: readonly (readonly [end: RegExp, rating: Rating])[] = [
  [/\bcrash$/, critical("the server crashes")],
  [/\bno answer$/, critical("the server hangs")],
  [/\bhalf done$/, critical("a call takes effect by half")],
  [/\brefused but done$/, critical("a refused call took effect")],
  [/\bserved but not done$/, critical("an accepted call did not take effect")],
  [/\bunreadable afterwards$/, critical("state is lost")],
  [/(?:^|: )refused$/, major("a call is refused that ECS accepts")],
  [/^page too long$/, minor("a page is longer than ECS makes it by default")],
  [/\bHTTP 5\d\d$/, major("the server fails with a 5xx")],
];

function ratingOfLaw(law: string, complaint: string): Rating {
  const [, rating] = byComplaint.find(([end]) => end.test(complaint)) ?? [];
  const known: Readonly<Record<string, Rating>> = byLaw;
  return rating ?? known[law] ?? major("replies contradict each other");
}

function ratingOfReply(problem: string): Rating {
  if (problem === "timeout") return critical("the server hangs");
  if (problem === "reset") return critical("the server ends the connection without a reply");
  return problem.startsWith("page") ? major("the pages of a list are wrong") : major("a client cannot read the reply");
}

function ratingOfShape(problem: string): Rating {
  switch (problem) {
    case "wrong type":
      return major("a typed client cannot read the member");
    case "unknown enum value":
      return major("a member has a value that ECS does not have");
    default:
      return minor("a member is made up");
  }
}

type MemberSignature = Extract<Signature, { kind: "member" }>;

function ratingOfMember(signature: MemberSignature): Rating {
  const { rest, clock, member, from, to } = signature;
  if (rest && clock === "converges" && neverEnds(member, from, to))
    return critical("a client that waits for it never ends");
  if (from === "absent" || from === '""') return minor("a member is made up");
  if (to === "absent" || to === '""') return minor("a member is absent");
  if (to === "malformed") return minor("only the form of an id differs");
  if (from === "nothing" && to === "object" && isOnRequest(member))
    return minor("a member is shown that was not requested");
  if (isAfterWrite(signature) && clock === "immediate") {
    if (to === "missing" && /^[a-z]+$/i.test(member))
      return removes(signature.operation) || isImplicit(member)
        ? major("a read does not show what it should")
        : critical("a resource is lost");
    if (from !== "nothing") return critical("an accepted call did not take effect as it should");
  }
  if (to === "missing") return major("an item is missing");
  if (from === "nothing") return major("there is an item too many");
  if (isProse(member)) return minor("only a text differs");
  if (clock === "monotone") return major("a status goes back");
  if (to === "more" || to === "less") return major("a number is wrong");
  return major(/status$|state$/i.test(member) ? "a status is wrong" : "a value is wrong");
}

/** What no call creates by name: a server may lack it altogether, and keep everything that calls created. */
const isImplicit = (member: string): boolean => member === "serviceDeployment" || member === "serviceRevision";

/** The statuses in which a resource may remain; any other status at rest is one that a client waits to end. */
const finalStatuses: ReadonlySet<string> = new Set([
  "STOPPED",
  "INACTIVE",
  "COMPLETED",
  "FAILED",
  "SUCCESSFUL",
  "ROLLBACK_SUCCESSFUL",
  "ROLLBACK_FAILED",
  "STEADY_STATE",
  "DELETED",
]);

/** Botocore and the SDK wait for `services-stable` until these are equal, and one deployment is left. */
const stability: ReadonlySet<string> = new Set([
  "service.runningCount",
  "service.deployments[]",
  "service.deployments.length",
]);

function neverEnds(member: string, from: string, to: string): boolean {
  if (stability.has(member)) return true;
  return /\.(?:lastStatus|rolloutState|status|stabilityStatus)$/.test(member) && to !== from && !finalStatuses.has(to);
}

/** Lists that a reply shows only to a request that includes them. */
const isOnRequest = (member: string): boolean => /\.(?:tags|settings|statistics|attachments)\[\]$/.test(member);

/** Texts for people; the `reason` of a failure is a word that waiters test. */
const isProse = (member: string): boolean =>
  /(?:reason|message|description)$/i.test(member) && !member.startsWith("failures");
