import { operation } from "./language/card.ts";
import { get, put } from "./language/persistentMap.ts";
import type { Revision } from "./language/state.ts";
import { accept } from "./language/step.ts";
import { badDefinition } from "./resources/definitionFaults.ts";
import { viewDefinition } from "./resources/definitionView.ts";
import { copyTags } from "./resources/tag.ts";

/** Registers the family's next revision, whatever was registered before (rows TD2–TD9). */
export const RegisterTaskDefinition = operation("RegisterTaskDefinition", {
  creates: "family",
  names: { family: "family" },
  row: "TD4",
  rowOf: { "revision.taskDefinitionArn": "TD2" },
  accepts: ["TD2", "TD4", "TD5", "TD6", "TD7", "TD8", "TD9"],
  refuses: [
    "RQ1",
    "T1",
    "TD10",
    "TD11",
    "TE1",
    "TE2",
    "TE2n",
    "TE3",
    "TE3f",
    "TE3r",
    "TE4",
    "TE5",
    "TE6",
    "TE7",
    "TE7o",
    "TE8",
    "TE9",
    "TE10",
    "TE11",
    "TE12",
    "TE13",
    "TE14",
    "TE15",
    "TEe",
  ],
  step(state, input, context) {
    const bad = badDefinition(input, context);
    if (bad) return bad;
    const { tags, ...definition } = input;
    const name = input.family ?? "";
    const known = get(state.families, name);
    const revision: Revision = {
      family: name,
      revision: (known?.revisions.length ?? 0) + 1,
      status: "ACTIVE",
      definition: definition as Revision["definition"],
      tags: copyTags(tags),
      deregistrations: 0,
    };
    if (known === undefined) put(state.families, name, { name, revisions: [revision] });
    else known.revisions.push(revision);
    return accept(viewDefinition(revision, "registered"), "TD2", "TD4", "TD5", "TD6", "TD7", "TD8", "TD9");
  },
});
