import { refusedElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { definitionKey, findRevision, isNeeded } from "./resources/definition.ts";
import { mayBeGone, viewDefinition } from "./resources/definitionView.ts";
import { tagList } from "./resources/tag.ts";

/** A revision in any status, or a family's latest ACTIVE one (rows TD20, TD21, TD36, T8). */
export const DescribeTaskDefinition = operation("DescribeTaskDefinition", {
  reads: true,
  names: { taskDefinition: "family" },
  row: "TD20",
  rowOf: { "definition.tags": "TD36" },
  accepts: ["T8", "TD20", "TD21", "TD36"],
  refuses: ["RQ1", "G1d", "G7", "G8", "A9i", "TD20", "TD23d", "TE3f"],
  step(state, input, context) {
    if (!input.taskDefinition) return refuse("RQ1");
    const unknown = input.include?.find((given) => given !== "TAGS");
    if (unknown !== undefined) return refuse("G1d", { value: unknown });
    const elsewhere = refusedElsewhere(input.taskDefinition, context);
    if (elsewhere) return elsewhere;
    const revision = findRevision(state, input.taskDefinition);
    if (isRefusal(revision)) return revision.rule === "TD23" ? refuse("TD23d") : revision;
    if (mayBeGone(revision, () => isNeeded(state, definitionKey(revision)), context)) return refuse("TD20");
    const shown = viewDefinition(revision, input.include?.includes("TAGS") ? tagList(revision.tags) : []);
    return accept(shown, revision.status === "ACTIVE" ? "TD20" : "TD21", input.include === undefined ? "TD36" : "T8");
  },
});
