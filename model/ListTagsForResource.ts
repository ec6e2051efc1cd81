import { any, view } from "./expectation.ts";
import { accept, refuse, type Step } from "./step.ts";
import { tagList } from "./tag.ts";
import { findTagged } from "./tagged.ts";

/** The tags of a resource (rows T2–T6). */
export const ListTagsForResource: Step<"ListTagsForResource"> = (state, input, context) => {
  if (!input.resourceArn) return refuse("RQ1");
  const found = findTagged(state, input.resourceArn, context);
  if (found.kind === "refused") return found;
  return accept(view("tagged", input.resourceArn, { tags: found.ended ? any : tagList(found.tags) }), "T2");
};
