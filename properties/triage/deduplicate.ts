import { text } from "../../checker/signature.ts";
import { isRead } from "../../model/operationFacts.ts";
import { isUnsupported } from "../judge/divergence.ts";
import { blindReader, fieldOf, miscountOf, sameCause, strayLister, writerOf } from "../judge/sameFault.ts";
import { mostSevereFirst, worse } from "../judge/severity.ts";
import { planKey } from "../plans/canonicalPlan.ts";
import { findingSignature } from "./findings.ts";
import type { Candidate, ReportedFault } from "./reportedFault.ts";

/**
 * Joins candidates with the same cause into one reported fault each. Signatures have the same cause if
 *
 * - their shrunk plans are equal;
 * - the same field is wrong in the same way after the same write;
 * - one read misses a resource after whichever write;
 * - one list shows an entry that does not belong in it;
 * - too many tasks run, or too few, by whichever rule;
 * - the shortest plan of one shows the other at the same call or, at rest, of the same tasks.
 *
 * Without a shrunk plan, only differences of one reply are joined. The most severe fault is first, of equals the one
 * that was observed most often.
 */
export function deduplicate(candidates: readonly Candidate[]): ReportedFault[] {
  const groups = new Map<Candidate, Candidate[]>(candidates.map((candidate) => [candidate, [candidate]]));
  const join = (a: Candidate, b: Candidate): void => {
    const [kept, absorbed] = [groups.get(a) ?? [], groups.get(b) ?? []];
    if (kept === absorbed) return;
    kept.push(...absorbed);
    for (const candidate of absorbed) groups.set(candidate, kept);
  };
  for (const keyOf of [planOf, faultOf, ...causesBySignature]) {
    const first = new Map<string, Candidate>();
    for (const candidate of candidates) {
      const key = keyOf(candidate);
      if (key === undefined) continue;
      const known = first.get(key);
      if (known === undefined) first.set(key, candidate);
      else join(known, candidate);
    }
  }
  for (const candidate of candidates) {
    const alsoShown = symptomsShownBy(candidate);
    for (const other of candidates)
      if (other !== candidate && alsoShown.has(text(other.fault.signature))) join(candidate, other);
  }
  return [...new Set(groups.values())]
    .map(merged)
    .sort((one, other) => mostSevereFirst({ ...one.rating, seen: one.seen }, { ...other.rating, seen: other.seen }));
}

function planOf({ fault, shrunk }: Candidate): string {
  const { plan, divergence } = fault;
  // The set-up of a law does not show its cause, and a plan shows nothing about an operation that the server lacks.
  if (divergence.clock === "law" || isUnsupported(fault.signature)) return text(fault.signature);
  return shrunk ? planKey(plan) : `${divergence.command} ${divergence.look} ${planKey(plan)}`;
}

/**
 * Which operation does what wrong in which field: the first operation that showed it is blamed, otherwise the plan's
 * last write.
 */
function faultOf({ fault, shown, shrunk }: Candidate): string | undefined {
  const field = fieldOf(fault.signature);
  if (!shrunk || field === undefined) return undefined;
  const first = shown.map(findingSignature).find((signature) => fieldOf(signature) === field) ?? fault.signature;
  const writer = writerOf(first) ?? fault.plan.findLast(({ operation }) => !isRead(operation))?.operation;
  return writer === undefined ? undefined : `${writer} ${field}`;
}

/** The cause that a signature itself reveals; in a plan that was not shrunk it may be only a consequence. */
const causesBySignature = [blindReader, strayLister, miscountOf].map(
  (causeIn) =>
    ({ fault, shrunk }: Candidate): string | undefined =>
      shrunk ? causeIn(fault.signature) : undefined,
);

/**
 * The other signatures that the shortest plan of a signature shows with the same cause; an operation that the server
 * lacks stands alone.
 */
function symptomsShownBy({ fault, shown, shrunk }: Candidate): ReadonlySet<string> {
  if (!shrunk || isUnsupported(fault.signature)) return new Set();
  const others = shown.filter((seen) => sameCause(fault.divergence, seen)).map(findingSignature);
  return new Set(others.filter((signature) => !isUnsupported(signature)).map(text));
}

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
    rating: others.map(({ rating }) => rating).reduce(worse, leading.rating),
    operations: [...new Set([leading, ...others].flatMap(({ operations }) => operations))],
    seen: Math.max(leading.seen, ...others.map(({ seen }) => seen)),
    symptoms: [...symptoms.values()],
  };
}

/** The shortest plan is first, and among its signatures the one that it shows first. */
function inOrder(group: readonly Candidate[]): Candidate[] {
  const order = group
    .map(({ shown }) => shown.map((seen) => text(findingSignature(seen))))
    .reduce((a, b) => (b.length > a.length ? b : a));
  const place = ({ fault }: Candidate): number => {
    const index = order.indexOf(text(fault.signature));
    return index < 0 ? order.length : index;
  };
  return [...group].sort((a, b) => a.fault.plan.length - b.fault.plan.length || place(a) - place(b));
}
