import type { NotSent } from "../properties/measures/counters.ts";
import { number } from "./counted.ts";

/** Why commands were not sent, as a report says it. */
const reasons: Readonly<Record<NotSent, string>> = {
  quarantined: "whose resource a fault made unknown",
  unresolved: "whose reference no reply gave",
  unsupported: "whose operation the target lacks",
};

/** `12 of 3,079 commands (0.4 %) were not sent: 9 whose resource a fault made unknown, 3 …`; undefined when all were sent. */
export function notSentText(notSent: Readonly<Record<NotSent, number>>, sent: number): string | undefined {
  const parts = Object.entries(reasons).flatMap(([reason, words]) => {
    const times = notSent[reason as NotSent];
    return times === 0 ? [] : [`${number(times)} ${words}`];
  });
  if (parts.length === 0) return undefined;
  const all = Object.values(notSent).reduce((sum, times) => sum + times, 0);
  const share = ((100 * all) / (all + sent)).toFixed(1);
  return `${number(all)} of ${number(all + sent)} commands (${share} %) were not sent: ${parts.join(", ")}`;
}
