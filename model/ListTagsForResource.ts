import { operation } from "./language/card.ts";
import { any, maybe, view } from "./language/expectation.ts";
import { accept, refuse } from "./language/step.ts";
import { tagList } from "./resources/tag.ts";
import { findTagged } from "./resources/tagged.ts";

/** The tags of a resource (rows T2–T6); it is certain only for clusters that an unknown one is refused. */
export const ListTagsForResource = operation("ListTagsForResource", {
  reads: true,
  names: { resourceArn: "arn" },
  row: "T2",
  accepts: ["T2", "T6"],
  refuses: ["RQ1", "A9i", "T4", "T5", "T6", "T6b", "TK28"],
  step(state, input, context) {
    if (!input.resourceArn) return refuse("RQ1");
    const found = findTagged(state, input.resourceArn, context);
    if (found.kind === "refused") {
      const isOpen = found.rule === "T6" && !input.resourceArn.includes(":cluster/") && context.may("T6");
      return isOpen ? accept({ tags: maybe([]) }, "T6") : found;
    }
    return accept(view("tagged", input.resourceArn, { tags: found.ended ? any : tagList(found.tags) }), "T2");
  },
});
