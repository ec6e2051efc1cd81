import type { Abilities } from "../../model/language/step.ts";
import { cardOf } from "../../model/registry.ts";
import type { Command, Plan } from "../language/plan.ts";
import { isReference, mapLeaves, type PlanInput, referencesIn } from "../language/reference.ts";
import { SymbolicRun } from "../language/symbolicRun.ts";
import { backwardSlice, creatorSlice, narrowSlice } from "./backwardSlice.ts";
import { barestInputs, halvedInputs, smallerInputs } from "./simplerInputs.ts";

/** A smaller plan. `change` names the single change that makes it: a change that did not work is not proposed again. */
export interface Smaller {
  readonly plan: Plan;
  readonly change?: string;
}

/** The command of a plan that shows a divergence. */
export interface FailingCommand {
  /** Its index; the number of commands if the divergence belongs to no command. */
  readonly index: number;
  /** The operation is at fault, so that no plan without this command shows the divergence. */
  readonly essential: boolean;
}

/**
 * What a divergence at one command depends on, the shortest plan first: the creators, the narrow slice, the backward
 * slice, and the prefix up to the command. They are pruned like every proposal, so that some are absent or equal.
 */
export function slicesOf(plan: Plan, abilities: Abilities, { index, essential }: FailingCommand): Plan[] {
  if (index >= plan.length) return [];
  const outcomes = outcomesOf(plan, abilities);
  const prefix = Array.from({ length: index + 1 }, (_, at) => at);
  return [creatorSlice, narrowSlice, backwardSlice]
    .map((slice) => slice(plan, index))
    .concat([prefix])
    .map((indices) => pruned(plan, indices, outcomes, abilities))
    .filter(({ kept }) => !essential || kept.includes(index))
    .map((slice) => slice.plan);
}

/**
 * Proposes smaller plans than this one, the most promising first. The caller plays each proposal. It keeps the first
 * one that still shows the divergence and asks for proposals of that smaller plan, until none works (fast-check's loop:
 * `PlanArbitrary.shrink`, driven by `minimize`).
 *
 * The proposals, in this order:
 *
 * | pass | what it proposes |
 * | --- | --- |
 * | creator slice | only the failing command and those that create what it needs |
 * | narrow slice | only the commands on the resource of the failing command, and those that create what they need |
 * | backward slice | all commands on which the failing command depends, by reference or by a common name |
 * | prefix | everything up to the failing command |
 * | blocks | the plan without a half, a quarter, an eighth, … of its commands |
 * | creators | the plan without one command that creates something, and without all that depends on it |
 * | twins | of two commands that create the same kind of resource, the first one does the work of both |
 * | single commands | the plan without one command, from the last to the first |
 * | haste | a command without the wait before it (`atRest`) |
 * | inputs | inputs with fewer members and simpler values: all commands at once, all except the failing one, then one by one |
 *
 * **Every proposal is a plan that makes sense.** The model plays it, and a command goes too when a command it refers to
 * is absent, or when its outcome would change (`pruned`). So a shrunk plan fails for the same reason as the original,
 * and not because a cluster is absent. A proposal without the failing command is not made when its operation is at fault.
 * For example, UpdateService is the failing command of this plan:
 *
 *     0  CreateCluster {c1}
 *     1  CreateCluster {c2}
 *     2  RegisterTaskDefinition {f}
 *     3  CreateService {c1, s1, task definition of 2}
 *     4  CreateService {c2, s2, task definition of 2}
 *     5  UpdateService {c1, s1, desiredCount: 0}
 *
 * The narrow slice keeps 0, 2, 3 and 5: the service s1 and what it needs. If that plan still fails, commands 1 and 4
 * are never played again. The pass "creators" would then try the plan without 2: that removes 3 (its reference would
 * dangle) and 5 (the model would refuse it). CreateCluster alone remains, and cannot show what UpdateService does.
 *
 * **A change that failed is not tried again.** `refused` holds the changes after which the divergence disappeared. What
 * one plan needs, a smaller one most likely needs too, so the search plays each change once and not once for each
 * smaller plan. The price: a command that becomes superfluous only later stays, and identical commands are one change,
 * so that a repetition stays when the first one is needed.
 */
export function* smallerPlans(
  plan: Plan,
  abilities: Abilities,
  failing: FailingCommand | undefined,
  refused: ReadonlySet<string>,
): Generator<Smaller> {
  const outcomes = outcomesOf(plan, abilities);
  const all = plan.map((_, index) => index);
  function* keep(indices: readonly number[], change?: string, of = plan): Generator<Smaller> {
    const smaller = pruned(of, indices, outcomes, abilities);
    if (failing?.essential === true && !smaller.kept.includes(failing.index)) return;
    yield { plan: smaller.plan, ...(change === undefined ? {} : { change }) };
  }
  if (failing !== undefined) for (const slice of slicesOf(plan, abilities, failing)) yield { plan: slice };
  const drops = plan.map((command) => `without ${commandKey(plan, command)}`);
  const needed = (index: number): boolean => refused.has(drops[index] ?? "");
  function* single(index: number): Generator<Smaller> {
    if (!needed(index)) yield* keep(without(all, index), drops[index] ?? "");
  }
  const free = all.filter((index) => !needed(index));
  for (let size = free.length >> 1; size > 1; size >>= 1)
    for (let start = 0; start < free.length; start += size) {
      const block = new Set(free.slice(start, start + size));
      yield* keep(all.filter((index) => !block.has(index)));
    }
  for (const index of all) if (isCreator(plan[index]?.operation ?? "")) yield* single(index);
  for (const { kept, dropped } of twins(plan)) {
    const redirected = plan.map((command) => ({ ...command, input: redirect(command.input, dropped, kept) }));
    yield* keep(without(all, dropped), undefined, redirected);
  }
  for (const index of [...all].reverse()) yield* single(index);
  yield* hastierPlans(plan, refused);
  yield* simplerPlans(plan, outcomes, abilities, failing?.index, refused);
}

/** Pairs of commands that create the same kind of resource; the first one might do the work of both. */
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

/** The same plan without one of its waits. */
function* hastierPlans(plan: Plan, refused: ReadonlySet<string>): Generator<Smaller> {
  for (const [index, { atRest, ...hasty }] of plan.entries()) {
    const change = `as ${commandKey(plan, hasty)}`;
    if (atRest === true && !refused.has(change))
      yield { plan: plan.map((other, at) => (at === index ? hasty : other)), change };
  }
}

/** The same plan with simpler inputs. */
function* simplerPlans(
  plan: Plan,
  outcomes: readonly string[],
  abilities: Abilities,
  failing: number | undefined,
  refused: ReadonlySet<string>,
): Generator<Smaller> {
  const withInput = (from: Plan, index: number, input: PlanInput): Plan | undefined => {
    // Identical commands change together: a repeated call with another input would mean something else.
    const before = JSON.stringify(from[index]);
    const changed = from.map((other) => (JSON.stringify(other) === before ? { ...other, input } : other));
    return sameOutcomes(changed, outcomes, abilities) ? changed : undefined;
  };
  const bareExcept = (exempt: number | undefined): Plan => {
    let bare = plan;
    for (const [index, command] of plan.entries())
      for (const input of index === exempt ? [] : barestInputs(command)) {
        const changed = withInput(bare, index, input);
        if (changed === undefined) continue;
        bare = changed;
        break;
      }
    return bare;
  };
  yield { plan: bareExcept(undefined) };
  // The mistake is most often in the input of the failing command.
  yield { plan: bareExcept(failing) };
  for (const inputsOf of [barestInputs, halvedInputs, smallerInputs])
    for (const [index, command] of plan.entries())
      for (const input of inputsOf(command)) {
        const change = `as ${commandKey(plan, { ...command, input })}`;
        const changed = refused.has(change) ? undefined : withInput(plan, index, input);
        if (changed !== undefined) yield { plan: changed, change };
      }
}

/** Identifies a command independently of its place in the plan: a reference is replaced by the operation it refers to. */
const commandKey = (plan: Plan, { operation, input, atRest }: Command): string =>
  `${operation} ${atRest === true ? "at rest " : ""}${JSON.stringify(mapLeaves(input, (leaf) => (isReference(leaf) ? { of: plan[leaf.ref[0]]?.operation ?? "", path: leaf.ref[1] } : leaf)))}`;

const without = (indices: readonly number[], index: number): number[] => indices.filter((other) => other !== index);

/** The outcome of each command in the model: `accepted`, the rule that refuses it, or `dangling` for its reference. */
function outcomesOf(plan: Plan, abilities: Abilities): string[] {
  const run = new SymbolicRun(abilities);
  return plan.map((command) => {
    const result = run.add(command);
    return result === undefined ? "dangling" : result.kind === "accepted" ? "accepted" : result.rule;
  });
}

const sameOutcomes = (plan: Plan, outcomes: readonly string[], abilities: Abilities): boolean =>
  outcomesOf(plan, abilities).every((outcome, index) => outcome === outcomes[index]);

/** The commands at `indices`, without those whose reference would dangle or whose outcome would change. */
function pruned(
  plan: Plan,
  indices: readonly number[],
  outcomes: readonly string[],
  abilities: Abilities,
): { readonly plan: Plan; readonly kept: readonly number[] } {
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
    if (changed < 0) return { plan: candidate, kept };
    kept.splice(changed, 1);
  }
}

/** The chosen commands with renumbered references; undefined when a reference dangles. */
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
