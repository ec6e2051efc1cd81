import { operation } from "./language/card.ts";
import { accept, refuse } from "./language/step.ts";
import { badTags, upsert } from "./resources/tag.ts";
import { findTagged } from "./resources/tagged.ts";

/** Overwrites or adds the listed keys (rows T1–T7). */
export const TagResource = operation("TagResource", {
  names: { resourceArn: "arn" },
  row: "T2",
  accepts: ["T2"],
  refuses: ["RQ1", "T1", "T2d", "T2n", "A9i", "T4", "T5", "T6", "T6b", "TK28", "T7"],
  step(state, input, context) {
    if (!input.resourceArn || input.tags === undefined) return refuse("RQ1");
    if (input.tags.length > mostTags) return refuse("T7");
    const bad = badTags(input.tags);
    if (bad) return bad;
    const found = findTagged(state, input.resourceArn, context, true);
    if (found.kind === "refused") return found;
    if (input.tags.some(({ value }) => value === undefined))
      return refuse(input.resourceArn.includes(":task-definition/") ? "T2d" : "T2n");
    const keys = new Set([...found.tags, ...input.tags].map(({ key }) => key));
    if (keys.size > mostTags) return refuse("T7");
    upsert(found.tags, input.tags);
    return accept({}, "T2");
  },
});

const mostTags = 50;
