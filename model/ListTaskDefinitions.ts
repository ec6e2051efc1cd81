import { arn, isName } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { get, values } from "./language/persistentMap.ts";
import type { Revision, State } from "./language/state.ts";
import { accept, type Context, refuse } from "./language/step.ts";
import { definitionKey, isNeeded } from "./resources/definition.ts";

/** The ARNs with one status, of one family or of all, in order (row TD29). */
export const ListTaskDefinitions = operation("ListTaskDefinitions", {
  reads: true,
  names: { familyPrefix: "family" },
  paged: true,
  accountWide: ({ familyPrefix }) => familyPrefix === undefined,
  row: "TD29",
  accepts: ["TD29"],
  refuses: ["G1", "LI1", "LI2", "TE3f"],
  step(state, input, context) {
    const bad = badPage(input) ?? badEnum([input.status], statuses) ?? badEnum([input.sort], ["ASC", "DESC"]);
    if (bad) return bad;
    const { familyPrefix } = input;
    // No row decides whether a prefix that no family can have is refused.
    if (familyPrefix && !isName(familyPrefix) && context.may("TE3f")) return refuse("TE3f");
    const found = revisionsOf(state, familyPrefix || undefined).filter(
      ({ status }) => status === (input.status ?? "ACTIVE"),
    );
    const ordered = input.sort === "DESC" ? found.reverse() : found;
    return accept({ taskDefinitionArns: listed(state, ordered, !familyPrefix, context) }, "TD29");
  },
});

const statuses = ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"] as const;

function revisionsOf(state: State, family: string | undefined): Revision[] {
  if (family !== undefined) return [...(get(state.families, family)?.revisions ?? [])];
  return [...values(state.families)].flatMap(({ revisions }) => revisions);
}

/** In order; in any order when revisions may disappear (row TD27) or those of others are in between. */
function listed(state: State, revisions: readonly Revision[], everybody: boolean, context: Context): Expected {
  const leaving = new Set(
    revisions.filter(
      (revision) => revision.status === "DELETE_IN_PROGRESS" && !isNeeded(state, definitionKey(revision)),
    ),
  );
  const shown = (revision: Revision): string => arn("task-definition", definitionKey(revision));
  if (leaving.size === 0 && !everybody) return revisions.map(shown);
  return unordered(revisions.filter((revision) => !leaving.has(revision)).map(shown), undefined, {
    optional: [...leaving].map(shown),
    ...(everybody ? { matching: arn("task-definition", "«foreign:name»"), except: [context.namespace] } : {}),
  });
}
