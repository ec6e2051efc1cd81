import { operation } from "./language/card.ts";
import { type Expected, filled, unordered } from "./language/expectation.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { findRevision, named } from "./resources/definition.ts";
import { viewRevision } from "./resources/definitionView.ts";

/** Deletes INACTIVE revisions; each of the others is a failure (rows TD25–TD28). */
export const DeleteTaskDefinitions = operation("DeleteTaskDefinitions", {
  names: { taskDefinitions: "family" },
  row: "TD25",
  accepts: ["TD25", "TD26", "TD27", "TD28"],
  refuses: ["G2", "TD25"],
  step(state, input) {
    const asked = input.taskDefinitions;
    if (asked === undefined || asked.length < 1 || asked.length > 10) return refuse("TD25");
    if (asked.includes("")) return refuse("G2");
    const deleted: Expected[] = [];
    const failures: Expected[] = [];
    const again: { deleted: Expected[]; failures: Expected[] } = { deleted: [], failures: [] };
    for (const identifier of asked) {
      const failure = { arn: identifier, reason: filled };
      const name = named(identifier);
      const revision = isRefusal(name) || name.revision === undefined ? undefined : findRevision(state, identifier);
      if (revision === undefined || isRefusal(revision) || revision.status === "ACTIVE") failures.push(failure);
      else if (revision.status === "DELETE_IN_PROGRESS") {
        again.deleted.push(viewRevision(revision));
        again.failures.push(failure);
      } else {
        revision.status = "DELETE_IN_PROGRESS";
        deleted.push(viewRevision(revision));
      }
    }
    return accept(
      {
        taskDefinitions: unordered(deleted, "taskDefinitionArn", { optional: again.deleted }),
        failures: unordered(failures, "arn", { optional: again.failures }),
      },
      "TD25",
      "TD26",
      "TD27",
      ...(again.deleted.length > 0 ? (["TD28"] as const) : []),
    );
  },
});
