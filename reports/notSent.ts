import type { NotSent } from "../properties/measures/counters.ts";
import { number } from "./counted.ts";

/** Why commands were not sent, as a report says it. */
const reasons: Readonly<Record<Exclude<NotSent, "unsupported">, string>> = {
  quarantined: "whose resource a fault made unknown",
  unresolved: "whose reference no reply gave",
};

/**
 * `12 of 3,079 commands (0.4 %) were not sent: 9 whose resource a fault made unknown, 3 …`; undefined when all were sent.
 * An operation that the target lacks hides no fault, so such commands are counted apart.
 */
export function notSentText(notSent: Readonly<Record<NotSent, number>>, sent: number): string | undefined {
  const parts = Object.entries(reasons).flatMap(([reason, words]) => {
    const times = notSent[reason as NotSent];
    return times === 0 ? [] : [`${number(times)} ${words}`];
  });
  const { unsupported } = notSent;
  if (parts.length === 0 && unsupported === 0) return undefined;
  const all = notSent.quarantined + notSent.unresolved;
  const share = ((100 * all) / Math.max(1, all + sent)).toFixed(1);
  const why = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
  const lacking = unsupported === 0 ? "" : `; in addition ${number(unsupported)} whose operation the target lacks`;
  return `${number(all)} of ${number(all + sent)} commands (${share} %) were not sent${why}${lacking}`;
}
