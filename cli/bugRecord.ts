import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type BugTrial, bugsDocument } from "../reports/bugs.ts";
import { hunted } from "../targets/embedded/bugs.ts";

const count = z.int().nonnegative();

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
