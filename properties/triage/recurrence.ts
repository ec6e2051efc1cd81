import { wilson } from "./wilson.ts";

/** How often a fault is reproduced, and the 95 % confidence interval of its rate. */
export interface Recurrence {
  readonly kind: "deterministic" | "probabilistic" | "gone";
  readonly hits: number;
  readonly tries: number;
  /** Limits of its rate. */
  readonly least: number;
  readonly most: number;
}

/** The accepted probability of being wrong. */
const doubt = 0.05;

/**
 * When all plays agree, the bound is one-sided and exact: a rate beyond it would show this result with a probability of
 * at most 5 %.
 */
export function recurrence(hits: number, tries: number): Recurrence {
  const seen = { hits, tries };
  const certain = tries === 0 ? 0 : doubt ** (1 / tries);
  if (hits === 0) return { kind: "gone", ...seen, least: 0, most: 1 - certain };
  if (hits === tries) return { kind: "deterministic", ...seen, least: certain, most: 1 };
  return { kind: "probabilistic", ...seen, ...wilson(hits, tries) };
}
