import { inputSchema, type Schema } from "../../clients/schemas.ts";
import type { Command } from "../../commands/language/plan.ts";
import { isReference, type PlanInput, type PlanValue } from "../../commands/language/reference.ts";
import { SymbolicRun } from "../../commands/language/symbolicRun.ts";
import { allOperations, defaultPlanOptions } from "../../commands/plans/generate.ts";
import { PlanSource } from "../../properties/plans/planSource.ts";

/** What plans do with the input members of one operation; a member is a path, such as `tags[].key`. */
export interface InputMembers {
  readonly operation: string;
  /** The members that the API has. */
  readonly known: readonly string[];
  /** Those that a plan gave. */
  readonly drawn: readonly string[];
  /** Those without which the model would have replied otherwise, or be in another state, at least once. */
  readonly judged: readonly string[];
}

/**
 * Plays plans in the model alone. A member is judged if the model's result or next state ever changes when the member is
 * left out of a call; a member that is drawn and never judged is ignored by the model.
 */
export function inputMembersOf(seed: number, plans: number): InputMembers[] {
  const drawn = new Map<string, Set<string>>();
  const judged = new Map<string, Set<string>>();
  const tries = new Map<string, number>();
  const source = new PlanSource(seed, defaultPlanOptions);
  for (let index = 0; index < plans; index++) {
    const run = new SymbolicRun(defaultPlanOptions.abilities);
    for (const command of source.at(index)) {
      const { operation, input } = command;
      for (const path of new Set(pathsIn(input))) {
        setOf(drawn, operation).add(path);
        const key = `${operation} ${path}`;
        const tried = tries.get(key) ?? 0;
        if (tried >= mostTries || setOf(judged, operation).has(path)) continue;
        tries.set(key, tried + 1);
        if (differsWithout(run, command, path)) setOf(judged, operation).add(path);
      }
      run.add(command);
    }
  }
  return [...allOperations].sort().map((operation) => {
    const known = membersOf(operation);
    const of = (sets: Map<string, Set<string>>) => known.filter((path) => setOf(sets, operation).has(path));
    return { operation, known, drawn: of(drawn), judged: of(judged) };
  });
}

/** After this many calls that a member did not change, it counts as ignored. */
const mostTries = 40;

function setOf(sets: Map<string, Set<string>>, name: string): Set<string> {
  const known = sets.get(name) ?? new Set();
  sets.set(name, known);
  return known;
}

/** All input members of an operation; a structure inside itself is not followed again. */
export function membersOf(operation: string): string[] {
  const found: string[] = [];
  const walk = (schema: Schema, path: string, within: readonly string[]): void => {
    if (schema.kind === "list") walk(schema.element(), `${path}[]`, within);
    if (schema.kind !== "structure" || within.includes(schema.name)) return;
    for (const [name, member] of schema.members) {
      const own = path === "" ? name : `${path}.${name}`;
      found.push(own);
      walk(member(), own, [...within, schema.name]);
    }
  };
  const schema = inputSchema(operation);
  if (schema !== undefined) walk(schema, "", []);
  return found;
}

/** The paths of the members that an input gives. */
function* pathsIn(value: PlanValue, path = ""): Generator<string> {
  if (typeof value !== "object" || value === null || isReference(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) yield* pathsIn(item, `${path}[]`);
    return;
  }
  for (const [name, member] of Object.entries(value as PlanInput)) {
    const own = path === "" ? name : `${path}.${name}`;
    yield own;
    yield* pathsIn(member, own);
  }
}

function differsWithout(run: SymbolicRun, command: Command, path: string): boolean {
  const without = { ...command, input: withoutPath(command.input, path) as PlanInput };
  return written(run, command) !== written(run, without);
}

const written = (run: SymbolicRun, command: Command): string => {
  const prediction = run.predict(command);
  return JSON.stringify([prediction?.result, prediction?.state]);
};

/** The value without the member, in every item of a list. */
function withoutPath(value: PlanValue, path: string, at = ""): PlanValue {
  if (typeof value !== "object" || value === null || isReference(value)) return value;
  if (Array.isArray(value)) return value.map((item) => withoutPath(item, path, `${at}[]`));
  const members = Object.entries(value as PlanInput).flatMap(([name, member]) => {
    const own = at === "" ? name : `${at}.${name}`;
    return own === path ? [] : [[name, withoutPath(member, path, own)] as const];
  });
  return Object.fromEntries(members);
}
