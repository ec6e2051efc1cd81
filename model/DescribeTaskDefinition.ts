import { badEnum } from "./language/page.ts";
import { accept, refuse, type Step } from "./language/step.ts";
import { definitionKey, findRevision, isNeeded } from "./resources/definition.ts";
import { mayBeGone, viewDefinition } from "./resources/definitionView.ts";

/** A revision in any status, or a family's latest ACTIVE one (rows TD20, TD21, T8). */
export const DescribeTaskDefinition: Step<"DescribeTaskDefinition"> = (state, input, context) => {
  if (!input.taskDefinition) return refuse("RQ1");
  const bad = badEnum(input.include, ["TAGS"]);
  if (bad) return bad;
  const revision = findRevision(state, input.taskDefinition);
  if ("kind" in revision) return revision;
  if (mayBeGone(revision, () => isNeeded(state, definitionKey(revision)), context)) return refuse("TD20");
  const shown = viewDefinition(revision, input.include?.includes("TAGS") ? "tagged" : "plain");
  return revision.status === "ACTIVE" ? accept(shown, "TD20", "T8") : accept(shown, "TD21", "T8");
};
