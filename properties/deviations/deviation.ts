import { z } from "zod";
import { parse, type Signature, text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { command, faultIn } from "../../commands/plans/savedCommand.ts";
import { rules } from "../../model/language/rules.ts";
import { propertyNames, sequential } from "../property.ts";
import { contradictionIn, names, type Patch, patch } from "./patch.ts";

const words = z.string().min(1);

/**
 * A known deviation as its file contains it (docs/architecture.md): the signatures it explains, and a plan that shows
 * them.
 */
const deviation = z.strictObject({
  /** The name of the ledger and of the file: `kecs/list-clusters-omits-empty-list`. */
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, { error: "give ledger/name-of-the-file" }),
  summary: words,
  evidence: z.strictObject({
    row: z.string().refine((row) => Object.hasOwn(rules, row), { error: ({ input }) => `unknown row ${input}` }),
    /** What the server does instead. */
    does: words,
  }),
  upstream: z.literal("unreported").or(z.url()),
  /** The first version that is known to do so. */
  since: words,
  patch: patch.or(z.array(patch).min(1)).optional(),
  witness: z
    .strictObject({
      /** What the plan shows without the deviation. */
      signature: words,
      /** The number of plays until it is stale; a witness that does not show its signature in each play needs more. */
      plays: z.int().min(1).optional(),
      /** What its run checks (default: `sequential`). */
      property: z.enum(propertyNames).optional(),
      commands: z.array(command).min(1),
    })
    .optional(),
  /** Scenarios that fail on this target because of it. */
  scenarios: z.array(words).min(1).optional(),
  /** Planted bugs of the simulator that are this very fault: `--ledger-width` does not count them as hidden. */
  sameAs: z.array(words).min(1).optional(),
});

export interface Deviation {
  readonly id: string;
  readonly summary: string;
  readonly evidence: { readonly row: string; readonly does: string };
  readonly upstream: string;
  readonly since: string;
  /** Empty for a deviation that only scenarios show. */
  readonly patches: readonly Patch[];
  readonly witness: Witness | undefined;
  readonly scenarios: readonly string[];
  readonly sameAs: readonly string[];
  readonly file: string;
}

export interface Witness {
  /** What the plan shows without the deviation. */
  readonly signature: Signature;
  readonly plays: number;
  readonly property: string;
  readonly commands: Plan;
}

/** The placeholder text of `--accept` for what only a person knows; a file that still contains it is unfinished. */
export const toComplete = "TODO";

/** Three plays, like the replays of a finding: one play that shows it is enough. */
const defaultPlays = 3;

/** Parses a deviation; returns the reason in a few words when it is invalid. */
export function deviationIn(json: unknown, file: string): Deviation | string {
  const open = unfinished(json, "");
  if (open.length > 0) return `${open.join(", ")} still to be completed`;
  const parsed = deviation.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return issue === undefined ? "it is no deviation" : wordsOf(issue);
  }
  const { patch, witness, scenarios = [], sameAs = [], ...rest } = parsed.data;
  const patches = patch === undefined ? [] : Array.isArray(patch) ? patch : [patch];
  if (patches.length === 0 && scenarios.length === 0) return "it has neither a patch nor scenarios";
  if (patches.length > 0 !== (witness !== undefined)) return "a patch needs a witness, and a witness a patch";
  for (const each of patches) {
    const why = contradictionIn(each);
    if (why !== undefined) return `patch: ${why}`;
  }
  const commands = (witness?.commands ?? []) as Plan;
  const fault = faultIn(commands);
  if (fault !== undefined) return `witness.${fault}`;
  const signature = witness && parse(witness.signature);
  if (signature !== undefined && !patches.some((each) => names(each, signature)))
    return `its patch does not hold for its witness's ${text(signature)}`;
  return {
    ...rest,
    patches,
    witness: witness &&
      signature && {
        signature,
        plays: witness.plays ?? defaultPlays,
        property: witness.property ?? sequential,
        commands,
      },
    scenarios,
    sameAs,
    file,
  };
}

function wordsOf(issue: z.core.$ZodIssue): string {
  const deeper = issue.code === "invalid_union" ? nearestIssue(issue.errors) : undefined;
  const { path, message } =
    deeper === undefined ? issue : { path: [...issue.path, ...deeper.path], message: deeper.message };
  return `${path.join(".") || "the document"}: ${message}`;
}

/** The issue of the alternative that fits best: the one that fails deepest inside. */
function nearestIssue(alternatives: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue | undefined {
  const first = alternatives.flatMap(([issue]) => issue ?? []);
  const inner = first.map((issue) => {
    const deeper = issue.code === "invalid_union" ? nearestIssue(issue.errors) : undefined;
    return deeper === undefined ? issue : { ...deeper, path: [...issue.path, ...deeper.path] };
  });
  return inner.toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** The paths of the members that `--accept` left open. */
function unfinished(value: unknown, path: string): string[] {
  if (typeof value === "string") return value.startsWith(toComplete) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, item]) =>
    unfinished(item, path === "" ? member : `${path}.${member}`),
  );
}
