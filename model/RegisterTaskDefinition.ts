import { get, put } from "./language/persistentMap.ts";
import type { Revision } from "./language/state.ts";
import { accept, type Step } from "./language/step.ts";
import { badDefinition } from "./resources/definitionFaults.ts";
import { viewDefinition } from "./resources/definitionView.ts";
import { copyTags } from "./resources/tag.ts";

/** Makes the family's next revision, whatever was registered before (rows TD2–TD9). */
export const RegisterTaskDefinition: Step<"RegisterTaskDefinition"> = (state, input, context) => {
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
};
