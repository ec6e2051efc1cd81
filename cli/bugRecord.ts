import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Json, JsonObject } from "../model/language/json.ts";
import { callOutcomes, type Observation, outcomeOf } from "../properties/deviations/observation.ts";
import { isOfLaws } from "../properties/property.ts";
import type { ReportedFault } from "../properties/triage/reportedFault.ts";
import { type BugTrial, bugsDocument } from "../reports/bugs/trials.ts";
import { jsonOf } from "../reports/jsonText.ts";
import { hunted } from "../targets/embedded/bugs.ts";

const count = z.int().nonnegative();

type Calls = Pick<Observation, "call" | "before">;

const json = z.json() as z.ZodType<Json>;
const call = z.strictObject({
  operation: z.string(),
  input: z.record(z.string(), json),
  outcome: z.enum(callOutcomes),
});

/** The calls of a shrunk plan: the one that showed the divergence, and those before it. */
const calls = {
  call: call.or(z.literal("none")).optional(),
  before: z.array(call).readonly().optional(),
};

const record = z.record(
  z.string(),
  z.strictObject({
    found: z.boolean(),
    seconds: z.number().nonnegative(),
    executions: count,
    told: z
      .array(
        z.strictObject({
          signature: z.string(),
          commands: count,
          /** The values that the shrunk plan shows: a ledger may explain only some of them. */
          expected: z.string().optional(),
          actual: z.string().optional(),
          ...calls,
        }),
      )
      .readonly(),
  }),
);

/** The file with the latest trial of each planted bug; `docs/bugs.md` is generated from it. */
const recordFile = join(import.meta.dirname, "../docs/records/bugs.json");

/** The latest trial of each planted bug that was played. */
export const readTrials = (file = recordFile): z.infer<typeof record> =>
  existsSync(file) ? record.parse(JSON.parse(readFileSync(file, "utf8"))) : {};

/** Replaces earlier trials of the same bugs by these, and generates `bugs.md` in the parent folder. */
export function recordTrials(trials: readonly BugTrial[], file = recordFile): void {
  const known = readTrials(file);
  for (const { bug, seconds, ...rest } of trials) known[bug.name] = { ...rest, seconds: Math.round(seconds * 10) / 10 };
  const kept = hunted.flatMap((bug) => {
    const trial = known[bug.name];
    return trial === undefined ? [] : [{ bug, ...trial }];
  });
  mkdirSync(dirname(file), { recursive: true });
  const entries = kept.map(({ bug, ...trial }) => `  ${JSON.stringify(bug.name)}: ${JSON.stringify(trial)}`);
  writeFileSync(file, `{\n${entries.join(",\n")}\n}\n`);
  writeFileSync(join(dirname(file), "../bugs.md"), bugsDocument(kept, hunted.length));
}

/** The calls that led to a fault; unknown if its plan was not shrunk, and for laws, which make many calls of their own. */
export function callsOf({ evidence, divergence, property }: ReportedFault): Partial<Calls> {
  const commands = evidence.filter(({ look }) => !look);
  if (commands.length === 0 || isOfLaws([property])) return {};
  const calls = commands.flatMap(({ command, operation, input, status }) => {
    // A long input is cut in a report.
    const parsed = jsonOf(input) as JsonObject | undefined;
    const call = parsed && { operation, input: parsed, outcome: outcomeOf(status) };
    return call === undefined ? [] : [{ command, call }];
  });
  if (calls.length < commands.length) return {};
  return {
    call: calls.find(({ command }) => command === divergence.command)?.call ?? "none",
    before: calls.filter(({ command }) => command < divergence.command).map((each) => each.call),
  };
}
