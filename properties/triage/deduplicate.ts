import { isSame, type Signature, text } from "../../checker/signature.ts";
import { isRead } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import { isUnsupported } from "../judge/divergence.ts";
import { habitOf, structureOf } from "../judge/habit.ts";
import {
  blindReader,
  contradict,
  fieldOf,
  miscountOf,
  removes,
  sameCall,
  sameCount,
  sameHeadcount,
  sameList,
  silentReader,
  strayLister,
  tokenIgnorer,
  writerOf,
} from "../judge/sameFault.ts";
import { mostSevereFirst, severities } from "../judge/severity.ts";
import { planKey } from "../plans/canonicalPlan.ts";
import { findingSignature } from "./findings.ts";
import type { Candidate, ReportedFault } from "./reportedFault.ts";

/**
 * Joins candidates with the same cause into one reported fault each. Signatures have the same cause if
 *
 * - they show the same habit, in whichever operations (`habitOf`);
 * - the same field is wrong in the same way after the same write;
 * - one read misses a resource after whichever write;
 * - one list shows an entry that does not belong in it, or one read does not report failures;
 * - one operation does not recognize client tokens;
 * - one operation takes effect although it is refused, whatever shows it;
 * - too many tasks run, or too few, by whichever rule;
 * - one creates a resource whose name is taken, as if it were new, whatever shows it;
 * - the shortest plan of one shows the other of the same tasks, or in the same list;
 * - they go together: each plan that shows one shows the other, by the same call or as the same shortest plan.
 *
 * That one reply showed both is not enough: two independent faults of one reply often show together. The most severe
 * fault is first, of equals the one that was observed most often.
 */
export function deduplicate(candidates: readonly Candidate[]): ReportedFault[] {
  const groups = new Map<Candidate, Candidate[]>(candidates.map((candidate) => [candidate, [candidate]]));
  const join = (a: Candidate, b: Candidate): void => {
    const [kept, absorbed] = [groups.get(a) ?? [], groups.get(b) ?? []];
    if (kept === absorbed) return;
    kept.push(...absorbed);
    for (const candidate of absorbed) groups.set(candidate, kept);
  };
  for (const keyOf of [habitIn, faultOf, replacerOf, halfDoneBy, ...causesBySignature]) {
    const first = new Map<string, Candidate>();
    for (const candidate of candidates) {
      const key = keyOf(candidate);
      if (key === undefined) continue;
      const known = first.get(key);
      if (known === undefined) first.set(key, candidate);
      else join(known, candidate);
    }
  }
  const plays = new Map(candidates.map((candidate) => [candidate, signaturesIn(candidate)]));
  for (const one of candidates)
    for (const other of candidates)
      if (one !== other && (showsSame(one, other) || (isNear(one, other) && goTogether(one, other, plays))))
        join(one, other);
  return [...new Set(groups.values())]
    .map(merged)
    .sort((one, other) => mostSevereFirst({ ...one.rating, seen: one.seen }, { ...other.rating, seen: other.seen }));
}

const habitIn = ({ fault }: Candidate): string | undefined => habitOf(fault.signature);

/** What the last play of a candidate's plan showed. */
const signaturesIn = ({ fault, shown }: Candidate): ReadonlySet<string> =>
  new Set([text(fault.signature), ...shown.map((seen) => text(findingSignature(seen)))]);

/** Does the shortest plan of one show the other as the same: of the same tasks or members, or in the same list? */
const showsSame = (one: Candidate, other: Candidate): boolean =>
  one.fault.shrunk &&
  one.shown.some((seen) => {
    const [mine, its] = [one.fault, findingSignature(seen)];
    return (
      isSame(its, other.fault.signature) &&
      (sameHeadcount(mine.divergence, seen) ||
        (sameCall(mine.divergence, seen) && (sameCount(mine.signature, its) || contradict(mine.signature, its))) ||
        sameList(mine.signature, its))
    );
  });

/**
 * Did one call show both, or is the shortest plan of both the same? A list that a look reads has code of its own: what is
 * wrong in it and what is wrong elsewhere are two faults of one plan.
 */
function isNear(one: Candidate, other: Candidate): boolean {
  if (!isJoinedByPlans(one) || !isJoinedByPlans(other)) return false;
  const { plan, divergence } = one.fault;
  if (planKey(plan) === planKey(other.fault.plan) && one.fault.shrunk && other.fault.shrunk)
    return divergence.look === other.fault.divergence.look || !(isOfList(one) || isOfList(other));
  if (one.fault.shrunk)
    return one.shown.some(
      (seen) => isSame(findingSignature(seen), other.fault.signature) && sameCall(divergence, seen),
    );
  const { command, look } = other.fault.divergence;
  return (
    !other.fault.shrunk &&
    divergence.command === command &&
    divergence.look === look &&
    planKey(plan) === planKey(other.fault.plan)
  );
}

const isOfList = ({ fault }: Candidate): boolean => fault.divergence.look?.startsWith("List") === true;

/**
 * The set-up of a law does not show its cause, a plan shows nothing about an operation that the server lacks, and a habit
 * is a cause of its own.
 */
const isJoinedByPlans = ({ fault }: Candidate): boolean =>
  fault.divergence.clock !== "law" && !isUnsupported(fault.signature) && habitOf(fault.signature) === undefined;

/** Does each play that shows one show the other? Without shortest plans, the numbers of runs must be about equal too. */
function goTogether(one: Candidate, other: Candidate, plays: ReadonlyMap<Candidate, ReadonlySet<string>>): boolean {
  const [a, b] = [text(one.fault.signature), text(other.fault.signature)];
  if ([...plays.values()].some((play) => play.has(a) !== play.has(b))) return false;
  const [most, least] = [Math.max(one.fault.seen, other.fault.seen), Math.min(one.fault.seen, other.fault.seen)];
  return (one.fault.shrunk && other.fault.shrunk) || least * 2 >= most;
}

/**
 * Which operation does what wrong in which field, or structure of fields: the first operation that showed it is blamed,
 * otherwise the plan's last write. Operations that create the same kind of resource are one.
 */
function faultOf({ fault, shown }: Candidate): string | undefined {
  const { signature } = fault;
  const field = fieldOf(signature);
  if (!fault.shrunk || field === undefined || signature.kind !== "member") return undefined;
  if (habitOf(signature) !== undefined || silentReader(signature) !== undefined) return undefined;
  const first = shown.map(findingSignature).find((each) => fieldOf(each) === field) ?? signature;
  const writer = writerOf(first) ?? fault.plan.findLast(({ operation }) => !isRead(operation))?.operation;
  if (writer === undefined) return undefined;
  const { member } = signature;
  const structure = structureOf(member);
  const { creates = writer } = cardOf(writer) ?? {};
  return `${creates} ${structure === member ? field : `${structure} ${signature.from}→${signature.to}`}`;
}

/**
 * The operation that creates a resource whose name is taken, as if it were new: the shortest plan creates it twice, and
 * the second call shows the fault.
 */
function replacerOf({ fault }: Candidate): string | undefined {
  const { plan, divergence } = fault;
  const last = plan[divergence.command];
  if (!fault.shrunk || last === undefined || nameIn(last.input) === undefined || isOfRefusal(fault.signature))
    return undefined;
  const before = plan.slice(0, divergence.command);
  const first = before.findLastIndex(
    ({ operation, input }) => operation === last.operation && nameIn(input) === nameIn(last.input),
  );
  const removed = before.slice(first + 1).some(({ operation }) => removes(operation));
  return first < 0 || removed || cardOf(last.operation)?.creates === undefined
    ? undefined
    : `replaces ${last.operation}`;
}

/** The operation that changes something before it refuses the call. */
const halfDoneBy = ({ fault: { divergence } }: Candidate): string | undefined =>
  divergence.afterRefusal === true ? `half done by ${divergence.operation}` : undefined;

const isOfRefusal = ({ kind }: Signature): boolean => ["refused", "error", "status", "text"].includes(kind);

const nameIn = ({ clusterName, serviceName, name }: Readonly<Record<string, unknown>>): unknown =>
  serviceName ?? clusterName ?? name;

/** The cause that a signature itself reveals; in a plan that was not shrunk it may be only a consequence. */
const causesBySignature = [blindReader, silentReader, strayLister, miscountOf, tokenIgnorer].map(
  (causeIn) =>
    ({ fault }: Candidate): string | undefined =>
      fault.shrunk ? causeIn(fault.signature) : undefined,
);

function merged(group: readonly Candidate[]): ReportedFault {
  const [leading, ...others] = inOrder(group).map(({ fault }) => fault) as [ReportedFault, ...ReportedFault[]];
  const symptoms = new Map(
    [leading, ...others]
      .flatMap(({ signature, symptoms }) => [signature, ...symptoms])
      .map((signature) => [text(signature), signature] as const),
  );
  symptoms.delete(text(leading.signature));
  return {
    ...leading,
    operations: [...new Set([leading, ...others].flatMap(({ operations }) => operations))],
    seen: Math.max(leading.seen, ...others.map(({ seen }) => seen)),
    symptoms: [...symptoms.values()],
  };
}

/** The most severe is first, then the shortest plan, and among its signatures the one that it shows first. */
function inOrder(group: readonly Candidate[]): Candidate[] {
  const order = group
    .map(({ shown }) => shown.map((seen) => text(findingSignature(seen))))
    .reduce((a, b) => (b.length > a.length ? b : a));
  const place = ({ fault }: Candidate): number => {
    const index = order.indexOf(text(fault.signature));
    return index < 0 ? order.length : index;
  };
  const severity = ({ fault }: Candidate): number => severities.indexOf(fault.rating.severity);
  return [...group].sort(
    (a, b) =>
      severity(a) - severity(b) ||
      Number(b.fault.shrunk) - Number(a.fault.shrunk) ||
      a.fault.plan.length - b.fault.plan.length ||
      place(a) - place(b),
  );
}
