import { planKey } from "./canonical.ts";
import type { Candidate, Entry } from "./entry.ts";

/**
 * One entry for each fault: signatures whose shrunk plans are equal are symptoms of the one that the plan shows
 * first. Of what was never shrunk only the differences of one reply are taken together.
 */
export function mergeSymptoms(candidates: readonly Candidate[]): Entry[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { plan, divergence } = candidate.entry;
    const key = candidate.shrunk ? planKey(plan) : `${divergence.command} ${divergence.look} ${planKey(plan)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()].map(merged);
}

function merged(group: readonly Candidate[]): Entry {
  const order = group.map(({ shown }) => shown).reduce((a, b) => (b.length > a.length ? b : a));
  const place = ({ entry }: Candidate): number => {
    const index = order.indexOf(entry.signature);
    return index < 0 ? order.length : index;
  };
  const [leading, ...others] = [...group].sort((a, b) => place(a) - place(b)) as [Candidate, ...Candidate[]];
  return { ...leading.entry, symptoms: others.map(({ entry }) => entry.signature) };
}
