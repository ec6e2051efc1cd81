import type { LoadMetrics } from "../load/metricsCollector.ts";

/**
 * - `passed`: the assertions hold and the model found no divergence
 * - `failed`: they do not, or an entry of the target's ledger is stale
 * - `expected`: it failed, as the target's ledger says
 * - `skipped`: the target lacks a capability that it needs
 */
export type ScenarioOutcome = "passed" | "failed" | "expected" | "skipped";

/** The result of one scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly phase: number;
  /** Its file, relative to the project's folder. */
  readonly file: string;
  readonly outcome: ScenarioOutcome;
  readonly seconds: number;
  /** Why it failed, or what is missing. */
  readonly why?: string | undefined;
  /** The deviation that expects it to fail. */
  readonly deviation?: string | undefined;
  /** How often it was played: more than once only when the ledger knows that the server crashes by itself. */
  readonly plays?: number | undefined;
  /** The number of crashes that were observed meanwhile. */
  readonly crashes?: number | undefined;
  /** What the server did not remove afterwards. */
  readonly left: readonly string[];
  /** The measurements, for a load. */
  readonly measured?: LoadMetrics | undefined;
}
