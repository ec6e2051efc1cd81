import { z } from "zod";

const spread = z.object({ p50: z.number(), p95: z.number() });

/** One line of `history.ndjson`: what the history keeps of a campaign. */
export const historyLine = z.object({
  at: z.string(),
  target: z.string(),
  /** The bug that was switched on in the simulator. */
  bug: z.string().optional(),
  seed: z.number(),
  runs: z.number(),
  seconds: z.number(),
  callsPerSecond: z.number(),
  /** Milliseconds until a run was at rest. */
  rest: spread.optional(),
  /** By transition, in milliseconds. */
  transitions: z.record(z.string(), spread),
  outcomes: z.number().optional(),
  maskedShare: z.number(),
  signatures: z.array(z.string()),
  /** Those of them that were not reproduced in every replay. */
  flaky: z.array(z.string()),
});

export type HistoryLine = z.infer<typeof historyLine>;
