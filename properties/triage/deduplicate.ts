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
    const [kept, gone] = [groups.get(a) ?? [], groups.get(b) ?? []];
    if (kept === gone) return;
    kept.push(...gone);
    for (const candidate of gone) groups.set(candidate, kept);
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
    const beside = shownBeside(candidate);
    for (const other of candidates)
      if (other !== candidate && beside.has(text(other.entry.signature))) join(candidate, other);
  }
  return [...new Set(groups.values())].map(merged);
}

function planOf({ entry, shrunk }: Candidate): string {
  const { plan, divergence } = entry;
  // A scene says nothing of what is wrong in it, and a plan nothing of an operation that is not there.
  if (divergence.clock === "law" || isUnsupported(entry.signature)) return text(entry.signature);
  return shrunk ? planKey(plan) : `${divergence.command} ${divergence.look} ${planKey(plan)}`;
}

/** Who does what wrong in which field: blamed is the first that showed it, else the plan's last write. */
function faultOf({ entry, shown, shrunk }: Candidate): string | undefined {
  const field = fieldOf(entry.signature);
  if (!shrunk || field === undefined) return undefined;
  const first = shown.map(findingSignature).find((signature) => fieldOf(signature) === field) ?? entry.signature;
  const writer = writerOf(first) ?? entry.plan.findLast(({ operation }) => !isRead(operation))?.operation;
  return writer === undefined ? undefined : `${writer} ${field}`;
}

/** What a signature alone says of its cause; of a plan that nobody shrank it may be a mere consequence. */
const causesBySignature = [blindReader, strayLister, miscountOf].map(
  (causeIn) =>
    ({ entry, shrunk }: Candidate): string | undefined =>
      shrunk ? causeIn(entry.signature) : undefined,
);

/** What the shortest plan for a signature shows beside of one cause; what is missing altogether stands alone. */
function shownBeside({ entry, shown, shrunk }: Candidate): ReadonlySet<string> {
  if (!shrunk || isUnsupported(entry.signature)) return new Set();
  const beside = shown.filter((seen) => sameCause(entry.divergence, seen)).map(findingSignature);
  return new Set(beside.filter((signature) => !isUnsupported(signature)).map(text));
}

function merged(group: readonly Candidate[]): ReportedFault {
  const [leading, ...others] = inOrder(group).map(({ entry }) => entry) as [ReportedFault, ...ReportedFault[]];
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
  const place = ({ entry }: Candidate): number => {
    const index = order.indexOf(text(entry.signature));
    return index < 0 ? order.length : index;
  };
  return [...group].sort((a, b) => a.entry.plan.length - b.entry.plan.length || place(a) - place(b));
}
