import { text } from "../../checker/signature.ts";
import { isRead } from "../../model/operationFacts.ts";
import { isUnsupported } from "../judge/divergence.ts";
import { blindReader, fieldOf, miscountOf, sameCause, strayLister, writerOf } from "../judge/sameFault.ts";
import { planKey } from "../plans/canonicalPlan.ts";
import { findingSignature } from "./findings.ts";
import type { Candidate, ReportedFault } from "./reportedFault.ts";

/**
 * One entry for each fault. Symptoms of one are: signatures with equal shrunk plans; the same wrong in the same field
 * after the same write; what one read does not find after whatever write; what one list shows that is not of it; too
 * many running tasks, or too few, by whichever rule; and what another's shortest plan shows wrong of the same call or,
 * at rest, of the same tasks. Of what was never shrunk only the differences of one reply are taken together.
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
  return [...new Set(groups.values())].map(merged);
}

function planOf({ fault, shrunk }: Candidate): string {
  const { plan, divergence } = fault;
  // A scene says nothing of what is wrong in it, and a plan nothing of an operation that is not there.
  if (divergence.clock === "law" || isUnsupported(fault.signature)) return text(fault.signature);
  return shrunk ? planKey(plan) : `${divergence.command} ${divergence.look} ${planKey(plan)}`;
}

/** Who does what wrong in which field: blamed is the first that showed it, else the plan's last write. */
function faultOf({ fault, shown, shrunk }: Candidate): string | undefined {
  const field = fieldOf(fault.signature);
  if (!shrunk || field === undefined) return undefined;
  const first = shown.map(findingSignature).find((signature) => fieldOf(signature) === field) ?? fault.signature;
  const writer = writerOf(first) ?? fault.plan.findLast(({ operation }) => !isRead(operation))?.operation;
  return writer === undefined ? undefined : `${writer} ${field}`;
}

/** What a signature alone says of its cause; of a plan that nobody shrank it may be a mere consequence. */
const causesBySignature = [blindReader, strayLister, miscountOf].map(
  (causeIn) =>
    ({ fault, shrunk }: Candidate): string | undefined =>
      shrunk ? causeIn(fault.signature) : undefined,
);

/** What the shortest plan for a signature shows beside of one cause; what is missing altogether stands alone. */
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
    seen: Math.max(leading.seen, ...others.map(({ seen }) => seen)),
    symptoms: [...symptoms.values()],
  };
}

/** The shortest plan leads, and of those the signature that it shows first. */
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
