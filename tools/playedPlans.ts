import * as fc from "fast-check";
import type { Command, Plan } from "../commands/language/plan.ts";
import { given, Random } from "../commands/language/random.ts";
import { resolve } from "../commands/language/reference.ts";
import { SymbolicRun } from "../commands/language/symbolicRun.ts";
import { defaultPlanOptions, generate, type PlanOptions } from "../commands/plans/generate.ts";
import { profiles } from "../commands/plans/profile.ts";
import { kinds } from "../commands/registry.ts";
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
const plansOfProfile = { balanced: 150, errors: 75 } as const;

/** Generates plans and plays them in the model, without a server. */
export function* playedCommands(): Generator<PlayedCommand> {
  for (const [profile, numRuns] of Object.entries(plansOfProfile)) {
    // Guidance draws no other members, and would make the pages change with each new table.
    const options = { ...defaultPlanOptions, guided: 0, profile: profiles[profile as keyof typeof plansOfProfile] };
    for (const { plan, offers } of fc.sample(new PlanWithOffers(options), { seed, numRuns })) {
      const symbolicRun = new SymbolicRun(options.abilities);
      for (const command of plan) {
        const played = playedCommand(symbolicRun, command);
        if (played !== undefined) yield played;
        symbolicRun.add(command);
      }
      for (const command of offers) {
        const played = playedCommand(symbolicRun, command);
        if (played !== undefined) yield played;
      }
    }
  }
}

/** How many refused commands each operation offers after a plan: a definition can have many different faults. */
const refusals = 8;

interface Offering {
  readonly plan: Plan;
  /** Commands of each operation, drawn in the state after the plan. */
  readonly offers: readonly Command[];
}

/** Plans seldom contain the rare commands: what each operation offers after a plan makes its members known too. */
class PlanWithOffers extends fc.Arbitrary<Offering> {
  readonly #options: PlanOptions;

  constructor(options: PlanOptions) {
    super();
    this.#options = options;
  }

  override generate(source: fc.Random): fc.Value<Offering> {
    const plan = generate(source, this.#options);
    const random = new Random(source);
    const run = new SymbolicRun(this.#options.abilities);
    for (const command of plan) run.add(command);
    const offers = Object.values(kinds).flatMap((kind) =>
      [kind.accepted(random, run), ...Array.from({ length: refusals }, () => kind.refused(random, run))].flatMap(
        (input) => (input === undefined ? [] : [{ operation: kind.operation, input: given(input) }]),
      ),
    );
    return new fc.Value({ plan, offers }, undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Offering {
    return false;
  }

  override shrink(): fc.Stream<fc.Value<Offering>> {
    return fc.Stream.nil();
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
