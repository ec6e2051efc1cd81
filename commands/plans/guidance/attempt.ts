import { get } from "../../../model/language/persistentMap.ts";
import type { Naming } from "../../../model/language/resource.ts";
import { kindOf, nameOf, type ResourceKey } from "../../../model/language/resourceKey.ts";
import type { Result } from "../../../model/language/step.ts";
import { knownOutcomes, type OutcomeName, resourcesOf } from "../../../model/operationFacts.ts";
import { cardOf, type Operation, operations } from "../../../model/registry.ts";
import type { Command } from "../../language/plan.ts";
import type { SymbolicRun } from "../../language/symbolicRun.ts";
import { type ClassedKind, stateClasses, stateClassOf, stateClassOfRevision } from "./stateClass.ts";

/** An outcome of an operation as coverage counts it: `CreateService accepted`, `CreateService SV7`. */
export type OutcomeKey = `${string} ${OutcomeName}`;

/** An operation on a resource in a state class: `DeleteService forced · service DRAINING`. */
export type PairKey = `${string} · ${ClassedKind} ${string}`;

export type AttemptKey = OutcomeKey | PairKey;

export const outcomeKey = (operation: string, result: Result): OutcomeKey =>
  `${operation} ${result.kind === "accepted" ? "accepted" : result.rule}`;

/** What a call does, where one operation does several things. */
const actions: Readonly<Partial<Record<Operation, readonly string[]>>> = {
  UpdateService: [
    "UpdateService scale-in",
    "UpdateService scale-out",
    "UpdateService definition",
    "UpdateService forced",
    "UpdateService",
  ],
  DeleteService: ["DeleteService forced", "DeleteService"],
};

export const actionsOf = (operation: Operation): readonly string[] => actions[operation] ?? [operation];

function actionOf(run: SymbolicRun, operation: string, input: Command["input"], keys: readonly ResourceKey[]): string {
  if (operation === "DeleteService") return input.force === true ? "DeleteService forced" : operation;
  if (operation !== "UpdateService") return operation;
  if (input.taskDefinition !== undefined) return "UpdateService definition";
  if (input.forceNewDeployment === true) return "UpdateService forced";
  const [home = "", name = ""] = nameOf(keys.find((key) => kindOf(key) === "service") ?? "service:").split("/");
  const cluster = get(run.state.clusters, home);
  const now = cluster && get(cluster.services, name)?.desiredCount;
  if (typeof input.desiredCount !== "number" || now === undefined || now === input.desiredCount) return operation;
  return input.desiredCount < now ? "UpdateService scale-in" : "UpdateService scale-out";
}

/** The state classes that a call meets, each with what the call does; none when a reference has no value. */
export function pairsOf(run: SymbolicRun, { operation, input }: Command): PairKey[] {
  const resolved = run.resolved(input);
  const card = cardOf(operation);
  if (resolved === undefined || card === undefined) return [];
  const keys = resourcesOf(operation, resolved);
  const action = actionOf(run, operation, input, keys);
  const pairs = new Set<PairKey>();
  for (const key of keys) {
    const found = stateClassOf(run, key);
    if (found !== undefined) pairs.add(`${action} · ${kindOf(key) as ClassedKind} ${found}`);
  }
  for (const [member, naming] of Object.entries(card.names))
    if (naming === "family" && member.startsWith("taskDefinition"))
      for (const id of [resolved[member]].flat())
        if (typeof id === "string") pairs.add(`${action} · revision ${stateClassOfRevision(run, id)}`);
  return [...pairs];
}

/** The kinds with state classes that a member of an input may name. */
function kindsNamed(member: string, naming: Naming): readonly ClassedKind[] {
  if (naming === "arn") return ["cluster", "service", "task", "containerInstance", "capacityProvider"];
  if (naming === "family") return member.startsWith("taskDefinition") ? ["revision"] : [];
  if (naming === "cluster or default") return ["cluster"];
  return naming === "setting" ? [] : [naming];
}

/** Every pair of an operation and a state class of what it names; whether each can occur is not known. */
export const pairsOfOperation = (operation: Operation): PairKey[] => {
  const kinds = Object.entries(operations[operation].names).flatMap(([member, naming]) => kindsNamed(member, naming));
  return actionsOf(operation).flatMap((action) =>
    [...new Set(kinds)].flatMap((kind) => stateClasses[kind].map((name): PairKey => `${action} · ${kind} ${name}`)),
  );
};

export const outcomesOfOperation = (operation: Operation): OutcomeKey[] =>
  knownOutcomes(operation).map((outcome): OutcomeKey => `${operation} ${outcome}`);
