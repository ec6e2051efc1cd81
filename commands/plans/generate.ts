import type * as fc from "fast-check";
import type { Abilities } from "../../model/language/step.ts";
import { isRead } from "../../model/operationFacts.ts";
import type { Operation } from "../../model/registry.ts";
import type { CommandKind } from "../language/command.ts";
import type { Group } from "../language/group.ts";
import type { Command, Plan } from "../language/plan.ts";
import { Random } from "../language/random.ts";
import { SymbolicRun } from "../language/symbolicRun.ts";
import { deploy } from "../pools/rollouts.ts";
import { kinds } from "../registry.ts";
import { drawCommand, type Wanted, type WeightOf } from "./draw.ts";
import { focusOf, focusOn } from "./focus.ts";
import { Guide } from "./guidance/guide.ts";
import { goalOf, towards } from "./guidance/towardsGoal.ts";
import { type Profile, profiles } from "./profile.ts";

/** The options of generated plans. */
export interface PlanOptions {
  readonly profile: Profile;
  readonly operations: readonly Operation[];
  readonly maxCommands: number;
  readonly abilities: Abilities;
  /** The share of plans that guidance turns to what was tried least, instead of the default share. */
  readonly guided?: number;
}

export const allOperations = Object.keys(kinds) as Operation[];

export const isOperation = (word: string): boolean => Object.hasOwn(kinds, word);

export const defaultPlanOptions: PlanOptions = {
  profile: profiles.balanced,
  operations: allOperations,
  maxCommands: 40,
  abilities: { tasks: true, containers: true },
};

/**
 * Generates a plan with the model: every command is drawn in the state after the earlier ones, so that nearly all are
 * meaningful, and about the profile's share is refused on purpose.
 */
export function generate(source: fc.Random, options: PlanOptions): Plan {
  const guided = isGuided(source, options.guided ?? guidedShare);
  const random = new Random(source);
  const chosen = operationsOfRun(random, options);
  const goal = guided && random.chance(goalShare) ? goalOf(random, chosen) : undefined;
  const focus = goal === undefined ? focusOf(random, chosen) : focusOn(goal.group);
  const run = new SymbolicRun(options.abilities, random.chance(defaultShare), random.chance(settingsShare), focus?.to);
  const { groups } = options.profile;
  const weightOf: WeightOf = ({ weight, refusalWeight, group }, wanted) =>
    (wanted === "refused" ? (refusalWeight ?? weight) : weight) *
    (groups[group] ?? 1) *
    (focus?.groups[group] ?? 1) *
    (run.withSettings ? (settingsFactors[group] ?? 1) : 1);
  const plan: Command[] = [];
  const path = goal && towards(goal, random, run);
  const prelude =
    path === undefined && focus !== undefined && random.chance(preludeShare) ? [...(focus.prelude ?? [])] : [];
  const deploys = chosen.some(({ operation }) => operation === "UpdateService");
  const length = random.whole(Math.min(options.maxCommands, 8), options.maxCommands);
  const refusedShare = Math.min(options.profile.refused * (guided ? guidedRefusals : 1), mostRefused);
  const mostFaults = (commands: number): number => 1 + commands * refusedShare * overShare;
  const refused = new Set<Command>();
  const guide = guided ? new Guide(random, run, chosen, weightOf) : undefined;
  for (let tries = 0; plan.length < length && tries < length * 3; tries++) {
    const next = prelude.shift();
    const first = chosen.filter(({ operation }) => operation === next);
    const wanted: Wanted =
      random.chance(refusedShare) && refused.size < mostFaults(plan.length) ? "refused" : "accepted";
    const registered = plan.at(-1)?.operation === "RegisterTaskDefinition";
    const command =
      path?.next().value ??
      (first.length > 0 ? drawCommand(random, run, first, "accepted", weightOf) : undefined) ??
      (deploys && registered && random.chance(deployed) ? rollout(random, run) : undefined) ??
      (random.chance(repeated) ? repeat(random, plan, refused, run) : undefined) ??
      guide?.choose(wanted) ??
      drawCommand(random, run, chosen, wanted, weightOf);
    if (command === undefined) continue;
    plan.push(command);
    guide?.note(command);
    if (run.add(command)?.kind === "refused") refused.add(command);
  }
  return plan;
}

/** The share of plans that are guided. The others stay what they are without guidance, so that nothing becomes rare. */
const guidedShare = 0.4;

/** Refusals have the most outcomes: guided plans have more of them. */
const guidedRefusals = 1.6;

/** The most of a plan that should be refused, whatever the profile. */
const mostRefused = 0.5;

/** The share of guided plans that first go to a goal. */
const goalShare = 0.2;

/** Decided by a copy of the random stream, so that an unguided plan is the same with and without guidance. */
const isGuided = (source: fc.Random, share: number): boolean =>
  (Math.imul(source.clone().nextInt(), 0x9e3779b1) >>> 0) / 2 ** 32 < share;

/** A refusal is easier to draw than a call that needs many resources, so the share alone would be exceeded. */
const overShare = 1.3;

/** The share of plans with a focus that begin with its prelude. */
const preludeShare = 0.75;

/**
 * The share of registrations that are deployed at once, when a service runs the family: most rollouts begin in this
 * way.
 */
const deployed = 0.6;

/** The share of those rollouts that begin at rest: only then can they roll back. */
const restedRollouts = 0.5;

function rollout(random: Random, run: SymbolicRun): Command | undefined {
  const input = deploy(random, run);
  if (input === undefined) return undefined;
  const rested = run.abilities.tasks && random.chance(restedRollouts);
  const command: Command = { operation: "UpdateService", input, ...(rested ? { atRest: true } : {}) };
  return run.predict(command)?.result.kind === "accepted" ? command : undefined;
}

/** The share of plans that use the `default` cluster. */
const defaultShare = 0.1;

/** The share of plans that change account settings for everyone. */
const settingsShare = 0.06;

/** Those plans change them often, and create what takes them over, so that the effects show. */
const settingsFactors: Partial<Readonly<Record<Group, number>>> = { account: 5, clusters: 2 };

/** The share of commands that repeat an earlier write exactly, to test idempotency and tokens. */
const repeated = 0.06;

/** A write that was refused is not repeated: in the present state it may have a second mistake (row G10). */
function repeat(
  random: Random,
  plan: readonly Command[],
  refused: ReadonlySet<Command>,
  run: SymbolicRun,
): Command | undefined {
  const writes = plan.filter((command) => !isRead(command.operation) && !refused.has(command));
  if (writes.length === 0) return undefined;
  const tokened = writes.filter(({ input }) => input.clientToken !== undefined);
  const command = random.pick(tokened.length > 0 && random.chance(0.4) ? tokened : writes);
  return run.predict(command) === undefined ? undefined : command;
}

function operationsOfRun(random: Random, { profile, operations }: PlanOptions): CommandKind[] {
  const known = operations.map((operation) => kinds[operation]);
  if (profile.swarm !== true) return known;
  return known.filter((kind) => kind.indispensable === true || random.chance(0.5));
}
