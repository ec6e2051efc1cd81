import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { definitionKey, findRevision, isNeeded, named } from "./resources/definition.ts";
import { mayBeGone, viewRevision } from "./resources/definitionView.ts";

/** Makes a revision INACTIVE; what runs with it keeps running (rows TD22–TD24). */
export const DeregisterTaskDefinition = operation("DeregisterTaskDefinition", {
  names: { taskDefinition: "family" },
  row: "TD22d",
  accepts: ["TD22d"],
  refuses: ["RQ1", "G7", "G8", "TD23", "TD24", "TE3f"],
  step(state, input, context) {
    if (!input.taskDefinition) return refuse("RQ1");
    const name = named(input.taskDefinition);
    if (isRefusal(name)) return name;
    if (name.revision === undefined) return refuse("TD23");
    const revision = findRevision(state, input.taskDefinition);
    if (isRefusal(revision)) return refuse("TD23");
    if (mayBeGone(revision, () => isNeeded(state, definitionKey(revision)), context)) return refuse("TD23");
    if (revision.status !== "ACTIVE" && context.may("TD24")) return refuse("TD24");
    if (revision.status === "ACTIVE") revision.status = "INACTIVE";
    revision.deregistrations++;
    return accept({ taskDefinition: viewRevision(revision) }, "TD22d");
  },
});
