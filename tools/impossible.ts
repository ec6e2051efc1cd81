import type { Operation } from "../model/language/operation.ts";
import type { RuleId } from "../model/language/rules.ts";

/** `usableRevision` tells a revision that is not there by row TD31; each operation has one row of its own for INACTIVE ones. */
const usable = (own: "TD31b" | "TD31c" | "TD31d"): RuleId[] => [
  "TD20",
  ...(["TD31b", "TD31c", "TD31d"] as const).filter((row) => row !== own),
];

/** Whatever is wrong with an ARN is told by row T6 or T6b. */
const ofTagging: readonly RuleId[] = ["G7", "G8", "TD20", "TD23", "TE3f"];

/** Rows that a step leads to in the source, and whose refusal it makes another of: no answer ever cites them. */
export const impossible: Readonly<Partial<Record<Operation, readonly RuleId[]>>> = {
  CreateService: usable("TD31d"),
  CreateTaskSet: usable("TD31d"),
  StartTask: usable("TD31d"),
  RunTask: usable("TD31b"),
  UpdateService: usable("TD31c"),
  // What cannot be read is a failure beside the others.
  DeleteTaskDefinitions: ["G7", "G8", "TD20", "TD23", "TE3f"],
  // Row TD23 is told for it.
  DeregisterTaskDefinition: ["TD20"],
  // As above, or as a failure.
  DescribeTaskSets: ["TS4"],
  ListTagsForResource: ofTagging,
  TagResource: ofTagging,
  UntagResource: ofTagging,
};
