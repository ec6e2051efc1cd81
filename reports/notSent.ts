import type { NotSent } from "../properties/measures/counters.ts";
import { number } from "./counted.ts";

type Reasons = Partial<Readonly<Record<NotSent, string>>>;

/** What a fault or a missing reply hides. */
const hidden: Reasons = {
  quarantined: "whose resource a fault made unknown",
  unresolved: "whose reference no reply gave",
};

/** What hides no fault is counted apart. */
const apart: Reasons = {
  unsupported: "whose operation the target lacks",
  shared: "that name what others use",
};

/**
 * `12 of 3,079 commands (0.4 %) were not sent: 9 whose resource a fault made unknown, 3 …`; undefined when all were sent.
 */
export function notSentText(notSent: Readonly<Record<NotSent, number>>, sent: number): string | undefined {
  const partsOf = (reasons: Reasons): string =>
    Object.entries(reasons)
      .filter(([reason]) => notSent[reason as NotSent] > 0)
      .map(([reason, words]) => `${number(notSent[reason as NotSent])} ${words}`)
      .join(", ");
  const [why, also] = [partsOf(hidden), partsOf(apart)];
  if (why === "" && also === "") return undefined;
  const all = notSent.quarantined + notSent.unresolved;
  const share = ((100 * all) / Math.max(1, all + sent)).toFixed(1);
  const whole = `${number(all)} of ${number(all + sent)} commands (${share} %) were not sent`;
  return `${whole}${why && `: ${why}`}${also && `; in addition ${also}`}`;
}
