import { operation } from "./language/card.ts";
import { accept, refuse } from "./language/step.ts";
import { findTagged } from "./resources/tagged.ts";

/** Removes the listed keys; a key that does not exist is no error (row T2). */
export const UntagResource = operation("UntagResource", {
  names: { resourceArn: "arn" },
  row: "T2",
  accepts: ["T2"],
  refuses: ["RQ1", "A9i", "T4", "T5", "T6", "T6b", "TK28"],
  step(state, input, context) {
    const { resourceArn, tagKeys } = input;
    if (!resourceArn || tagKeys === undefined) return refuse("RQ1");
    const found = findTagged(state, resourceArn, context);
    if (found.kind === "refused") return found;
    const kept = found.tags.filter(({ key }) => !tagKeys.includes(key));
    found.tags.splice(0, found.tags.length, ...kept);
    return accept({}, "T2");
  },
});
