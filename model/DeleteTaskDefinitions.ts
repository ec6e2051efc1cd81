import { refusedElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { type Expected, filled, unordered } from "./language/expectation.ts";
import type { Revision } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { definitionKey, findRevision, isNeeded, named } from "./resources/definition.ts";
import { viewRevision } from "./resources/definitionView.ts";

/** Deletes INACTIVE revisions; each of the others is a failure (rows TD25–TD28). */
export const DeleteTaskDefinitions = operation("DeleteTaskDefinitions", {
  names: { taskDefinitions: "family" },
  row: "TD25",
  accepts: ["TD25", "TD26", "TD27", "TD28"],
  refuses: ["G2", "A9i", "TD25"],
  step(state, input, context) {
    const asked = input.taskDefinitions;
    if (asked === undefined || asked.length < 1 || asked.length > 10) return refuse("TD25");
    // Blank names were quoted for other operations only: they may be refused, or be failures like other unknown names.
    if (asked.includes("") && context.may("G2")) return refuse("G2");
    const deleted: Expected[] = [];
    const failures: Expected[] = [];
    const optional: { deleted: Expected[]; failures: Expected[] } = { deleted: [], failures: [] };
    const before = new Set<string>();
    let isRepeated = false;
    for (const identifier of asked) {
      const elsewhere = refusedElsewhere(identifier, context);
      if (elsewhere) return elsewhere;
      const name = named(identifier);
      const found = isRefusal(name) || name.revision === undefined ? undefined : findRevision(state, identifier);
      const revision = isRefusal(found) ? undefined : found;
      const key = revision === undefined ? identifier : definitionKey(revision);
      const isLeaving = revision?.status === "DELETE_IN_PROGRESS";
      // Whether a resource that is named twice is shown twice is unspecified: no recording shows it.
      const twice = before.has(key);
      before.add(key);
      if (revision === undefined || revision.status === "ACTIVE")
        failures.push({ arn: identifier, reason: identifier === "" ? filled : reasonOf(name, revision) });
      else if (isLeaving && (twice || !isNeeded(state, key))) {
        optional.deleted.push(viewRevision(revision));
        optional.failures.push({ arn: identifier, reason: reasons.unknown });
      } else {
        revision.status = "DELETE_IN_PROGRESS";
        deleted.push(viewRevision(revision));
      }
      isRepeated ||= isLeaving;
    }
    return accept(
      {
        taskDefinitions: unordered(deleted, "taskDefinitionArn", { optional: optional.deleted }),
        failures: unordered(failures, "arn", { optional: optional.failures }),
      },
      "TD25",
      "TD26",
      "TD27",
      ...(isRepeated ? (["TD28"] as const) : []),
    );
  },
});

/** Word for word, as recorded (row TD26). */
const reasons = {
  active: "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
  unknown: "The specified task definition does not exist. Specify a valid account, family, revision and try again.",
  nameless: "The specified task definition identifier is invalid. Specify a valid name or ARN and try again.",
} as const;

/** The reason for an invalid identifier is not recorded. */
function reasonOf(name: ReturnType<typeof named>, revision: Revision | undefined): Expected {
  if (isRefusal(name)) return filled;
  if (name.revision === undefined) return reasons.nameless;
  return revision === undefined ? reasons.unknown : reasons.active;
}
