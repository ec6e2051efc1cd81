import type { LoadMetrics } from "../load/metricsCollector.ts";

/**
 * - `passed`: as it should be
 * - `failed`: not so, or a stale entry in the target's ledger
 * - `expected`: it failed, as the target's ledger says
 * - `skipped`: the target lacks a capability that it needs
 */
export type ScenarioOutcome = "passed" | "failed" | "expected" | "skipped";

/** What came of one scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly phase: number;
  /** Its file, from the project's folder on. */
  readonly file: string;
  readonly outcome: ScenarioOutcome;
  readonly seconds: number;
  /** Why it failed, or what is missing. */
  readonly why?: string | undefined;
  /** The deviation that expects it to fail. */
  readonly deviation?: string | undefined;
  /** How often it was played: more than once only where the server is known to crash by itself. */
  readonly plays?: number | undefined;
  /** How often the server was seen to crash meanwhile. */
  readonly crashes?: number | undefined;
  /** What the server would not remove afterwards. */
  readonly left: readonly string[];
  /** What it measured, where it was a load. */
  readonly measured?: LoadMetrics | undefined;
}
