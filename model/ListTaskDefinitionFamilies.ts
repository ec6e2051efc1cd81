import { isName } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { unordered } from "./language/expectation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { values } from "./language/persistentMap.ts";
import type { Family } from "./language/state.ts";
import { accept, refuse } from "./language/step.ts";

/** Families with the prefix, by whether they have an ACTIVE revision (row TD30). */
export const ListTaskDefinitionFamilies = operation("ListTaskDefinitionFamilies", {
  reads: true,
  names: { familyPrefix: "family" },
  paged: true,
  accountWide: ({ familyPrefix }) => familyPrefix === undefined,
  row: "TD30",
  accepts: ["TD30"],
  refuses: ["G1", "LI1", "LI2", "TE3f"],
  step(state, input, context) {
    const bad = badPage(input) ?? badEnum([input.status], ["ACTIVE", "INACTIVE", "ALL"]);
    if (bad) return bad;
    const prefix = input.familyPrefix ?? "";
    // No row decides whether a prefix that no family can have is refused.
    if (prefix !== "" && !isName(prefix) && context.may("TE3f")) return refuse("TE3f");
    const status = input.status ?? "ALL";
    const families = [...values(state.families)].filter(({ name }) => name.startsWith(prefix));
    const names = (wanted: (family: Family) => boolean): string[] => families.filter(wanted).map(({ name }) => name);
    const everybody = !prefix.startsWith(context.namespace);
    return accept(
      {
        families: unordered(
          [
            ...(status === "INACTIVE" ? [] : names(isActive)),
            ...(status === "ACTIVE" ? [] : names((family) => !isActive(family) && !isLeaving(family))),
          ],
          undefined,
          {
            optional: status === "ACTIVE" ? [] : names(isLeaving),
            ...(everybody ? { matching: "«foreign:name»", except: [context.namespace] } : {}),
          },
        ),
      },
      "TD30",
    );
  },
});

const isActive = ({ revisions }: Family): boolean => revisions.some(({ status }) => status === "ACTIVE");

/** All its revisions are deleted: the family has disappeared, or will. */
const isLeaving = ({ revisions }: Family): boolean => revisions.every(({ status }) => status === "DELETE_IN_PROGRESS");
