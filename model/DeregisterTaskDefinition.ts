import { refusedElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { definitionKey, findRevision, isNeeded, named } from "./resources/definition.ts";
import { mayBeGone, viewRevision } from "./resources/definitionView.ts";

/** Makes a revision INACTIVE; what runs with it keeps running (rows TD22–TD24). */
export const DeregisterTaskDefinition = operation("DeregisterTaskDefinition", {
  names: { taskDefinition: "family" },
  row: "TD22d",
  accepts: ["TD22d", "TD22t", "TD24"],
  refuses: ["RQ1", "G7", "G8", "A9i", "TD23m", "TD23n", "TD23u", "TD24d", "TE3f"],
  step(state, input, context) {
    if (!input.taskDefinition) return refuse("RQ1");
    const elsewhere = refusedElsewhere(input.taskDefinition, context);
    if (elsewhere) return elsewhere;
    const name = named(input.taskDefinition);
    if (isRefusal(name)) return name.rule === "TD23" ? refuse("TD23n") : name;
    if (name.revision === undefined) return refuse("TD23m");
    const revision = findRevision(state, input.taskDefinition);
    if (isRefusal(revision)) return refuse("TD23u");
    if (mayBeGone(revision, () => isNeeded(state, definitionKey(revision)), context)) return refuse("TD23u");
    if (revision.status === "DELETE_IN_PROGRESS") return refuse("TD24d");
    if (revision.status === "INACTIVE") return accept({ taskDefinition: viewRevision(revision) }, "TD24");
    revision.status = "INACTIVE";
    return accept({ taskDefinition: viewRevision(revision, "deregistering") }, "TD22d", "TD22t");
  },
});
