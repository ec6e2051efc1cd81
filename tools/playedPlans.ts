import * as fc from "fast-check";
import type { Command } from "../commands/language/plan.ts";
import { resolve } from "../commands/language/reference.ts";
import { SymbolicRun } from "../commands/language/symbolicRun.ts";
import { PlanArbitrary } from "../commands/plans/arbitrary.ts";
import { defaultPlanOptions } from "../commands/plans/generate.ts";
import { profiles } from "../commands/plans/profile.ts";
import type { Card } from "../model/language/card.ts";
import type { Expected } from "../model/language/expectation.ts";
import type { JsonObject } from "../model/language/json.ts";
import { lookup } from "../model/language/lookup.ts";
import type { Input } from "../model/language/operation.ts";
import { type Outcome, outcomes } from "../model/language/step.ts";
import { type Operation, operations } from "../model/registry.ts";

/** The operations that the model has a card for. */
export const knownOperations: ReadonlySet<string> = new Set(Object.keys(operations));

/** One command of a plan, played by the model alone. */
export interface PlayedCommand {
  readonly operation: Operation;
  readonly input: JsonObject;
  /** What the step expects of a reply, for each legal outcome; the step reads the given `input`. */
  expected(input: JsonObject): Expected[];
}

/** Plans of a fixed seed, so that the same code plays the same ones. */
const seed = 1;
const plansOfProfile = { balanced: 300, errors: 300 } as const;

/** Generates plans and plays them in the model, without a server. */
export function* playedCommands(): Generator<PlayedCommand> {
  for (const [profile, numRuns] of Object.entries(plansOfProfile)) {
    const options = { ...defaultPlanOptions, profile: profiles[profile as keyof typeof plansOfProfile] };
    for (const plan of fc.sample(new PlanArbitrary(options), { seed, numRuns })) {
      const symbolicRun = new SymbolicRun(options.abilities);
      for (const command of plan) {
        const played = playedCommand(symbolicRun, command);
        if (played !== undefined) yield played;
        symbolicRun.add(command);
      }
    }
  }
}

/** The next command of a run in the model; undefined when it refers to a value that no call returned. */
export function playedCommand(
  symbolicRun: SymbolicRun,
  { operation, input: planned }: Command,
): PlayedCommand | undefined {
  const input = resolve(planned, (step, path) => lookup(symbolicRun.outputs[step] ?? null, path));
  if (input === undefined || !knownOperations.has(operation)) return undefined;
  const known = operation as Operation;
  const card = operations[known] as Card;
  const setting = { ...symbolicRun.abilities, namespace: "«none»", call: String(symbolicRun.outputs.length) };
  const { state } = symbolicRun;
  return {
    operation: known,
    input,
    expected: (given) =>
      [false, true]
        .flatMap((rest): Outcome[] => outcomes(card, state, given as Input<Operation>, { ...setting, rest }))
        .flatMap(({ result }) => (result.kind === "accepted" ? [result.output] : [])),
  };
}
