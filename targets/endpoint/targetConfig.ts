import { readFileSync } from "node:fs";
import { z } from "zod";
import { issueText } from "../schemaIssue.ts";
import { UsageError } from "../usageError.ts";
import { capability, fixtures } from "./selfDescription.ts";

const targetConfig = z.strictObject({
  capabilities: z.array(capability).optional(),
  fixtures: fixtures.optional(),
  restSeconds: z.number().positive().optional(),
  version: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  accessKeyId: z.string().min(1).optional(),
  /** The ledger that applies: the name of a target, or a folder. */
  deviations: z.string().min(1).optional(),
});

/** The user's description of a server that does not describe itself. */
export type TargetConfig = z.infer<typeof targetConfig>;

/** Reads a `--target-config` file. Throws a UsageError of one line. */
export function readTargetConfig(file: string): TargetConfig {
  const refuse = (why: string) => new UsageError(`--target-config ${file}: ${why.replaceAll(/\s*\n\s*/g, " ")}`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const result = targetConfig.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map(issueText);
  throw refuse(problems.join("; "));
}
