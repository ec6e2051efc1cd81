import type { Abilities } from "../../model/language/step.ts";
import { cardOf } from "../../model/registry.ts";
import type { Command, Plan } from "../language/plan.ts";
import { isReference, mapLeaves, type PlanInput, referencesIn } from "../language/reference.ts";
import { SymbolicRun } from "../language/symbolicRun.ts";
import { backwardSlice, narrowSlice } from "./backwardSlice.ts";
import { barestInputs, smallerInputs } from "./simplerInputs.ts";

/** A smaller plan, and the one change that makes it, where it is one: refused once, it need not be tried again. */
export interface Smaller {
  readonly plan: Plan;
  readonly change?: string;
}

/**
 * Smaller plans than this one, the most promising first: the backward slices of the failing command, the prefix up
 * to it, then without creators, without blocks, without single commands, then with simpler inputs, all at once and
 * one by one. Each is pruned by the model: a command left without its references, or whose outcome would be another,
 * goes too. Changes that were refused before are left out: what one plan needed, a smaller one most likely needs too.
 */
export function* smallerPlans(
  plan: Plan,
  abilities: Abilities,
  failing: number | undefined,
  refused: ReadonlySet<string>,
): Generator<Smaller> {
  const outcomes = outcomesOf(plan, abilities);
  const keep = (indices: readonly number[]): Plan => pruned(plan, indices, outcomes, abilities);
  const all = plan.map((_, index) => index);
  if (failing !== undefined && failing < plan.length) {
    yield { plan: keep(narrowSlice(plan, failing)) };
    yield { plan: keep(backwardSlice(plan, failing)) };
    yield { plan: keep(all.slice(0, failing + 1)) };
  }
  const drops = plan.map((command) => `without ${commandKey(plan, command)}`);
  const needed = (index: number): boolean => refused.has(drops[index] ?? "");
  function* single(index: number): Generator<Smaller> {
    if (!needed(index)) yield { plan: keep(without(all, index)), change: drops[index] ?? "" };
  }
  for (const index of all) if (isCreator(plan[index]?.operation ?? "")) yield* single(index);
  const free = all.filter((index) => !needed(index));
  for (let size = free.length >> 1; size > 1; size >>= 1)
    for (let start = 0; start < free.length; start += size) {
      const block = new Set(free.slice(start, start + size));
      yield { plan: keep(all.filter((index) => !block.has(index))) };
    }
  for (const { kept, dropped } of twins(plan)) {
    const redirected = plan.map((command) => ({ ...command, input: redirect(command.input, dropped, kept) }));
    yield { plan: pruned(redirected, without(all, dropped), outcomes, abilities) };
  }
  for (const index of [...all].reverse()) yield* single(index);
  yield* hastierPlans(plan, refused);
  yield* simplerPlans(plan, outcomes, abilities, refused);
}

/** Creators that the first one of their operation might do the work of. */
function* twins(plan: Plan): Generator<{ kept: number; dropped: number }> {
  const used = new Set(plan.flatMap(({ input }) => [...referencesIn(input)].map(({ ref }) => ref[0])));
  for (const [dropped, { operation }] of plan.entries()) {
    const kept = plan.findIndex((other) => other.operation === operation);
    if (kept < dropped && used.has(dropped) && isCreator(operation)) yield { kept, dropped };
  }
}

const isCreator = (operation: string): boolean => cardOf(operation)?.creates !== undefined;

const redirect = (input: PlanInput, from: number, to: number): PlanInput =>
  mapLeaves(input, (leaf) =>
    isReference(leaf) && leaf.ref[0] === from ? { ...leaf, ref: [to, leaf.ref[1]] } : leaf,
  ) as PlanInput;

/** The same commands without waiting before them. */
function* hastierPlans(plan: Plan, refused: ReadonlySet<string>): Generator<Smaller> {
  for (const [index, { atRest, ...hasty }] of plan.entries()) {
    const change = `as ${commandKey(plan, hasty)}`;
    if (atRest === true && !refused.has(change))
      yield { plan: plan.map((other, at) => (at === index ? hasty : other)), change };
  }
}

/** The same commands with simpler inputs. */
function* simplerPlans(
  plan: Plan,
  outcomes: readonly string[],
  abilities: Abilities,
  refused: ReadonlySet<string>,
): Generator<Smaller> {
  const withInput = (from: Plan, index: number, input: PlanInput): Plan | undefined => {
    // Calls repeated to the letter are changed together: apart they would mean something else.
    const before = JSON.stringify(from[index]);
    const changed = from.map((other) => (JSON.stringify(other) === before ? { ...other, input } : other));
    return sameOutcomes(changed, outcomes, abilities) ? changed : undefined;
  };
  let bare = plan;
  for (const [index, command] of plan.entries())
    for (const input of barestInputs(command)) {
      const changed = withInput(bare, index, input);
      if (changed === undefined) continue;
      bare = changed;
      break;
    }
  yield { plan: bare };
  for (const inputsOf of [barestInputs, smallerInputs])
    for (const [index, command] of plan.entries())
      for (const input of inputsOf(command)) {
        const change = `as ${commandKey(plan, { ...command, input })}`;
        const changed = refused.has(change) ? undefined : withInput(plan, index, input);
        if (changed !== undefined) yield { plan: changed, change };
      }
}

/** A command as it is known in plans where others went: references by what they refer to. */
const commandKey = (plan: Plan, { operation, input, atRest }: Command): string =>
  `${operation} ${atRest === true ? "at rest " : ""}${JSON.stringify(mapLeaves(input, (leaf) => (isReference(leaf) ? { of: plan[leaf.ref[0]]?.operation ?? "", path: leaf.ref[1] } : leaf)))}`;

const without = (indices: readonly number[], index: number): number[] => indices.filter((other) => other !== index);

/** What the model says of each command: `accepted`, the refusing rule, or `lost` for a dangling reference. */
function outcomesOf(plan: Plan, abilities: Abilities): string[] {
  const run = new SymbolicRun(abilities);
  return plan.map((command) => {
    const result = run.add(command);
    return result === undefined ? "lost" : result.kind === "accepted" ? "accepted" : result.rule;
  });
}

const sameOutcomes = (plan: Plan, outcomes: readonly string[], abilities: Abilities): boolean =>
  outcomesOf(plan, abilities).every((outcome, index) => outcome === outcomes[index]);

/** The plan's commands at `indices`, less those that would then dangle or answer otherwise, until none does. */
function pruned(plan: Plan, indices: readonly number[], outcomes: readonly string[], abilities: Abilities): Plan {
  let kept = [...indices];
  for (;;) {
    const candidate = pick(plan, kept);
    if (candidate === undefined) {
      kept = kept.filter((index) =>
        [...referencesIn(plan[index]?.input ?? {})].every(({ ref }) => kept.includes(ref[0])),
      );
      continue;
    }
    const now = outcomesOf(candidate, abilities);
    const changed = now.findIndex((outcome, at) => outcome !== outcomes[kept[at] ?? -1]);
    if (changed < 0) return candidate;
    kept.splice(changed, 1);
  }
}

/** The chosen commands with their references renumbered; undefined when one dangles. */
function pick(plan: Plan, kept: readonly number[]): Plan | undefined {
  const places = new Map(kept.map((index, place) => [index, place]));
  const chosen: Command[] = [];
  for (const index of kept) {
    const command = plan[index];
    if (command === undefined) return undefined;
    if ([...referencesIn(command.input)].some(({ ref }) => !places.has(ref[0]))) return undefined;
    const input = mapLeaves(command.input, (leaf) =>
      isReference(leaf) ? { ...leaf, ref: [places.get(leaf.ref[0]) ?? 0, leaf.ref[1]] } : leaf,
    );
    chosen.push({ ...command, input: input as PlanInput });
  }
  return chosen;
}
