import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { parse, type Signature, text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { command, faultIn } from "../../commands/plans/savedCommand.ts";
import { firstIssue } from "../../targets/schemaIssue.ts";
import { UsageError } from "../../targets/usageError.ts";
import { isOfLaws, propertyNames, sequential } from "../property.ts";
import type { PlannedRun } from "./plannedRun.ts";

/** The version of the file format (docs/architecture.md#a-saved-plan). */
const schemaVersion = 1;
const savedPlan = z.object({
  schema: z.literal(schemaVersion),
  target: z.string(),
  signature: z.string().optional(),
  seed: z.number().optional(),
  path: z.string().optional(),
  /** What its run checks. */
  property: z.enum(propertyNames).optional(),
  /** The bug that was switched on in the simulator. */
  bug: z.string().optional(),
  commands: z.array(command),
});

/** A failing plan on disk: `--replay` plays it, and the next campaign plays it first. */
export interface SavedPlan {
  readonly target: string;
  readonly signature: Signature | undefined;
  readonly seed: number | undefined;
  readonly path: string | undefined;
  readonly bug: string | undefined;
  /** What its run checks: `sequential`, a law, or all of them. */
  readonly property: string;
  readonly commands: Plan;
}

export function writeSavedPlan(file: string, { commands, signature, ...plan }: SavedPlan): void {
  mkdirSync(dirname(file), { recursive: true });
  const { target, ...rest } = plan;
  const head = { schema: schemaVersion, target, signature: signature && text(signature), ...rest };
  writeFileSync(file, `${document(head, commands)}\n`);
}

/** One command a line, so that people can read a plan. */
function document(head: Readonly<Record<string, unknown>>, commands: Plan): string {
  const members = Object.entries(head)
    .filter(([, value]) => value !== undefined)
    .map(([member, value]) => `  ${JSON.stringify(member)}: ${JSON.stringify(value)},\n`);
  const lines = commands.map((each) => `    ${JSON.stringify(each)}`).join(",\n");
  return `{\n${members.join("")}  "commands": [\n${lines}\n  ]\n}`;
}

/** Reads a plan; throws a UsageError of one line that says what is wrong with the file. */
export function readSavedPlan(file: string): SavedPlan {
  const refuse = (why: string) => new UsageError(`${file} is not a saved plan: ${why.replaceAll(/\s*\n\s*/g, " ")}`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined)
      throw new UsageError(`${file} cannot be read: ${code === "ENOENT" ? "no such file" : code}`);
    throw refuse(`it is not JSON (${message})`);
  }
  const { schema } = (typeof json === "object" && json !== null ? json : {}) as { schema?: unknown };
  if (typeof schema === "number" && schema > schemaVersion)
    throw refuse(`its schema is ${schema}, but this kecs-fuzz reads schema ${schemaVersion}: update kecs-fuzz`);
  const parsed = savedPlan.safeParse(json);
  if (!parsed.success) throw refuse(firstIssue(parsed.error));
  const fault = faultIn(parsed.data.commands as Plan) ?? emptiness(parsed.data);
  if (fault !== undefined) throw refuse(fault);
  const { property = sequential, target, signature, seed, path, bug, commands } = parsed.data;
  return {
    target,
    signature: signature === undefined ? undefined : parse(signature),
    seed,
    path,
    bug,
    property,
    commands: commands as Plan,
  };
}

/** A law may need only what it creates itself. */
const emptiness = ({ commands, property = sequential }: z.infer<typeof savedPlan>): string | undefined =>
  commands.length === 0 && !isOfLaws([property]) ? "commands: there are none" : undefined;

/** The failing plans that a campaign left in `directory` for this target; skips files that are not plans. */
export function earlierPlans(directory: string, target: string): PlannedRun[] {
  const plans: PlannedRun[] = [];
  for (const file of planFiles(directory)) {
    try {
      const saved = readSavedPlan(file);
      if (saved.target === target) plans.push({ plan: saved.commands, properties: [saved.property] });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  return plans;
}

/** Removes the plans of the previous campaign, so that the folder contains those of one campaign. */
export function forgetPlans(directory: string): void {
  for (const file of planFiles(directory)) rmSync(file);
}

function planFiles(directory: string): string[] {
  const folder = join(directory, "divergences");
  try {
    const names = readdirSync(folder).filter((name) => /^\d+\.json$/.test(name));
    return names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
