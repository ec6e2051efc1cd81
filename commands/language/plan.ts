import type { PlanInput } from "./reference.ts";

/** One call of a plan: an operation and its input, with references to what earlier calls returned. */
export interface Command {
  readonly operation: string;
  readonly input: PlanInput;
  /** Sent only when the effects of earlier calls are at rest, or the deadline is over. */
  readonly atRest?: true;
}

/** A list of commands as plain JSON; names are short, and each run adds its own prefix. */
export type Plan = readonly Command[];

export const isPlan = (value: unknown): value is Plan =>
  Array.isArray(value) &&
  value.every((item) => typeof item === "object" && item !== null && "operation" in item && "input" in item);
