import { operation } from "./language/card.ts";
import { badEnum } from "./language/page.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { definitionKey, findRevision, isNeeded } from "./resources/definition.ts";
import { mayBeGone, viewDefinition } from "./resources/definitionView.ts";

/** A revision in any status, or a family's latest ACTIVE one (rows TD20, TD21, T8). */
export const DescribeTaskDefinition = operation("DescribeTaskDefinition", {
  reads: true,
  names: { taskDefinition: "family" },
  row: "TD20",
  accepts: ["T8", "TD20", "TD21"],
  refuses: ["RQ1", "G1", "G7", "G8", "TD20", "TD23", "TE3f"],
  step(state, input, context) {
    if (!input.taskDefinition) return refuse("RQ1");
    const bad = badEnum(input.include, ["TAGS"]);
    if (bad) return bad;
    const revision = findRevision(state, input.taskDefinition);
    if (isRefusal(revision)) return revision;
    if (mayBeGone(revision, () => isNeeded(state, definitionKey(revision)), context)) return refuse("TD20");
    const shown = viewDefinition(revision, input.include?.includes("TAGS") ? "tagged" : "plain");
    return revision.status === "ACTIVE" ? accept(shown, "TD20", "T8") : accept(shown, "TD21", "T8");
  },
});
