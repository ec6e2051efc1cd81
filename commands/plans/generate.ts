import type * as fc from "fast-check";
import { isRead, type Operation } from "../../model/language/operation.ts";
import type { Abilities } from "../../model/language/step.ts";
import type { CommandKind } from "../language/command.ts";
import type { Group } from "../language/group.ts";
import type { Command, Plan } from "../language/plan.ts";
import { Draw, given } from "../language/random.ts";
import { Scene } from "../language/symbolicRun.ts";
import { deploy } from "../pools/rollouts.ts";
import { kinds } from "../registry.ts";
import { leaningOf } from "./focus.ts";
import { type Profile, profiles } from "./profile.ts";

/** What plans are made of. */
export interface PlanOptions {
  readonly profile: Profile;
  readonly operations: readonly Operation[];
  readonly maxCommands: number;
  readonly abilities: Abilities;
}

export const allOperations = Object.keys(kinds) as Operation[];

export const defaultPlanOptions: PlanOptions = {
  profile: profiles.balanced,
  operations: allOperations,
  maxCommands: 40,
  abilities: { tasks: true, containers: true },
};

/** Operations without which nothing else has anything to act on: swarm runs keep them. */
const makers = new Set<Operation>(["CreateCluster", "RegisterTaskDefinition", "CreateService", "RunTask"]);

type Wanted = "accepted" | "refused";

/** How often an input is drawn anew when the model answers otherwise than wished. */
const attempts = 4;

/**
 * Builds a plan with the model in hand: every command is drawn in the state the ones before it lead to, so that
 * nearly all are meaningful and about the profile's share is refused on purpose.
 */
export function generate(random: fc.Random, options: PlanOptions): Plan {
  const draw = new Draw(random);
  const chosen = operationsOfRun(draw, options);
  const leaning = leaningOf(draw, chosen);
  const scene = new Scene(options.abilities, draw.chance(defaultShare), draw.chance(settingsShare), leaning?.to);
  const { groups } = options.profile;
  const weightOf = ({ weight, refusalWeight, group }: CommandKind, wanted: Wanted): number =>
    (wanted === "refused" ? (refusalWeight ?? weight) : weight) *
    (groups[group] ?? 1) *
    (leaning?.groups[group] ?? 1) *
    (scene.withSettings && group === "account" ? settingsFactor : 1);
  const plan: Command[] = [];
  const opening = leaning !== undefined && draw.chance(openingShare) ? [...(leaning.opening ?? [])] : [];
  const deploys = chosen.some(({ operation }) => operation === "UpdateService");
  const length = draw.whole(Math.min(options.maxCommands, 8), options.maxCommands);
  const mostFaults = (commands: number): number => 1 + commands * options.profile.refused * overShare;
  let faults = 0;
  for (let tries = 0; plan.length < length && tries < length * 3; tries++) {
    const next = opening.shift();
    const first = chosen.filter(({ operation }) => operation === next);
    const wanted: Wanted =
      draw.chance(options.profile.refused) && faults < mostFaults(plan.length) ? "refused" : "accepted";
    const registered = plan.at(-1)?.operation === "RegisterTaskDefinition";
    const command =
      (first.length > 0 ? drawCommand(draw, scene, first, "accepted", weightOf) : undefined) ??
      (deploys && registered && draw.chance(deployed) ? rollout(draw, scene) : undefined) ??
      (draw.chance(repeated) ? repeat(draw, plan, scene) : undefined) ??
      drawCommand(draw, scene, chosen, wanted, weightOf);
    if (command === undefined) continue;
    plan.push(command);
    if (scene.add(command)?.kind === "refused") faults++;
  }
  return plan;
}

/** A refusal is drawn more easily than what needs much to be there, so the share alone would not hold. */
const overShare = 1.3;

/** The share of plans with a leaning that begin with what it needs. */
const openingShare = 0.75;

/** The share of registrations that are deployed at once, where a service runs the family: so most rollouts begin. */
const deployed = 0.6;

/** The share of those rollouts that begin when what went before has come to rest: only then can they roll back. */
const restedRollouts = 0.5;

function rollout(draw: Draw, scene: Scene): Command | undefined {
  const input = deploy(draw, scene);
  if (input === undefined) return undefined;
  const rested = scene.abilities.tasks && draw.chance(restedRollouts);
  const command: Command = { operation: "UpdateService", input, ...(rested ? { atRest: true } : {}) };
  return scene.foresee(command)?.result.kind === "accepted" ? command : undefined;
}

/** The share of plans that use the `default` cluster. */
const defaultShare = 0.1;

/** The share of plans that change account settings for everyone. */
const settingsShare = 0.06;

/** In those they are changed often, so that what follows from them shows. */
const settingsFactor = 5;

/** The share of commands that are an earlier write over again, to the letter: idempotency and tokens live there. */
const repeated = 0.06;

function repeat(draw: Draw, plan: readonly Command[], scene: Scene): Command | undefined {
  const writes = plan.filter(({ operation }) => !isRead(operation));
  if (writes.length === 0) return undefined;
  const tokened = writes.filter(({ input }) => input.clientToken !== undefined);
  const command = draw.pick(tokened.length > 0 && draw.chance(0.4) ? tokened : writes);
  return scene.foresee(command) === undefined ? undefined : command;
}

/** Much goes wrong only with what has settled: calls that change what runs by itself wait for that now and then. */
function patience(draw: Draw, scene: Scene, { operation, group }: CommandKind): Pick<Command, "atRest"> {
  if (!scene.abilities.tasks || !restless.has(group)) return {};
  // Lists name the tasks of services, and only those that have been started.
  const naming = operation === "ListTasks" && scene.leaning === "protection";
  return draw.chance(naming ? 0.8 : (patienceShares[operation] ?? 0)) ? { atRest: true } : {};
}

const restless: ReadonlySet<Group> = new Set(["services", "deployments", "taskSets", "tasks", "protection"]);

const patienceShares: Readonly<Partial<Record<Operation, number>>> = {
  UpdateService: 0.3,
  StopTask: 0.2,
  DeleteService: 0.15,
  RunTask: 0.03,
  ListTasks: 0.06,
  // No rollout stands against it then (row TK15).
  UpdateTaskProtection: 0.4,
};

function operationsOfRun(draw: Draw, { profile, operations }: PlanOptions): CommandKind[] {
  const known = operations.map((operation) => kinds[operation]).filter((kind) => kind !== undefined);
  if (profile.swarm !== true) return known;
  return known.filter((kind) => makers.has(kind.operation) || draw.chance(0.5));
}

function drawCommand(
  draw: Draw,
  scene: Scene,
  from: readonly CommandKind[],
  wanted: Wanted,
  weightOf: (kind: CommandKind, wanted: Wanted) => number,
): Command | undefined {
  const kind = draw.weighted(from.map((kind) => [weightOf(kind, wanted), kind] as const));
  for (let attempt = 0; attempt < attempts; attempt++) {
    const input = kind[wanted](draw, scene);
    if (input === undefined) return undefined;
    const command = { operation: kind.operation, input: given(input), ...patience(draw, scene, kind) };
    if (scene.foresee(command)?.result.kind === wanted) return command;
  }
  return undefined;
}
