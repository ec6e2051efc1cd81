import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlanInput } from "../../commands/language/reference.ts";
import type { Json, JsonObject } from "../../model/language/json.ts";

/** An example of an operation by AWS itself (fixtures/aws-examples/README.md). */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly needs?: readonly string[];
  readonly setup: readonly Preparation[];
  readonly input: PlanInput;
  readonly output: JsonObject;
  readonly ignore: readonly { readonly path: string }[];
  readonly contains?: readonly string[];
  readonly today?: readonly { readonly path: string; readonly value: Json }[];
  readonly contradicts?: string;
}

interface Preparation {
  readonly operation: string;
  readonly input: PlanInput;
  /** A read that is repeated until these paths of its reply have these values. */
  readonly until?: Readonly<Record<string, Json>>;
}

interface Shown {
  readonly operation: string;
  readonly source: string;
  readonly examples: readonly Example[];
}

const folder = join(import.meta.dirname, "../../fixtures/aws-examples");

/** All examples of AWS, by operation. */
export const shownOperations: readonly Shown[] = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Shown);

export function examplesOf(operation: string): readonly Example[] {
  const shown = shownOperations.find((each) => each.operation === operation);
  if (shown === undefined) throw new Error(`AWS shows no example of ${operation}`);
  return shown.examples;
}
