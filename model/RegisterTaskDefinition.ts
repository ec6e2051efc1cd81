import type * as ecs from "@aws-sdk/client-ecs";
import { anyFaultOf } from "./language/anyFaultOf.ts";
import { operation } from "./language/card.ts";
import { absent, type Expected, maybe } from "./language/expectation.ts";
import { get, put } from "./language/persistentMap.ts";
import type { Revision } from "./language/state.ts";
import { accept } from "./language/step.ts";
import { badDefinition } from "./resources/definitionFaults/badDefinition.ts";
import { viewDefinition } from "./resources/definitionView.ts";
import { badTags, copyTags, tagList } from "./resources/tag.ts";

/** Registers the family's next revision, whatever was registered before (rows TD2–TD9). */
export const RegisterTaskDefinition = operation("RegisterTaskDefinition", {
  creates: "family",
  names: { family: "family" },
  row: "TD4",
  rowOf: { "revision.taskDefinitionArn": "TD2", "definition.tags": "P8t" },
  accepts: ["P8t", "TD2", "TD4", "TD5", "TD6", "TD7", "TD8", "TD9"],
  refuses: [
    "RQ1",
    "T1",
    "TD10",
    "TD11",
    "TD12",
    "TD32",
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
    "TE10m",
    "TE11",
    "TE12",
    "TE13",
    "TE14",
    "TE14e",
    "TE15",
    "TE19",
    "TE20",
    "TE21",
    "TE22",
    "TE23",
    "TE24",
    "TE25",
    "TE26",
    "TE27",
    "TE28",
    "TE29",
    "TE30",
    "TE31",
    "TE32",
    "TE33",
    "TE34",
    "TE35",
    "TE36",
    "TE36p",
    "TE37",
    "TE37r",
    "TE38",
    "TE39",
    "TE39r",
    "TE40",
    "TE41",
    "TE42",
    "TE42o",
    "TE43",
    "TE43r",
    "TE43m",
    "TE44",
    "TE44c",
    "TE44i",
    "TE44p",
    "TE45",
    "TE45i",
    "TE45t",
    "TE45v",
    "TE46",
    "TE46a",
    "TE47",
    "TE47l",
    "TE48",
    "TE49",
    "TE50",
    "TE50a",
    "TE50f",
    "TE51",
    "TE52",
    "TE52s",
    "TE53",
    "TEe",
  ],
  step(state, input, context) {
    const bad = anyFaultOf([badDefinition(input, context), badTags(input.tags)], context);
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
    };
    if (known === undefined) put(state.families, name, { name, revisions: [revision] });
    else known.revisions.push(revision);
    return accept(
      viewDefinition(revision, shownTags(tags)),
      "TD2",
      "TD4",
      "TD5",
      "TD6",
      "TD7",
      "TD8",
      "TD9",
      ...(tags === undefined ? (["P8t"] as const) : []),
    );
  },
});

/** The reply omits absent members (row P8); for an empty list there is no recording. */
function shownTags(given: ecs.Tag[] | undefined): Expected {
  if (given === undefined) return absent;
  return given.length === 0 ? maybe([]) : tagList(copyTags(given));
}
