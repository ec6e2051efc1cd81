import { z } from "zod";

const spread = z.object({ p50: z.number(), p95: z.number() });

/** What is remembered of a campaign, a line of `history.ndjson`. */
export const historyLine = z.object({
  at: z.string(),
  target: z.string(),
  /** The fault that was planted in the simulator. */
  bug: z.string().optional(),
  seed: z.number(),
  runs: z.number(),
  seconds: z.number(),
  callsPerSecond: z.number(),
  /** Milliseconds until a run came to rest. */
  rest: spread.optional(),
  /** By transition, in milliseconds. */
  transitions: z.record(z.string(), spread),
  outcomes: z.number().optional(),
  maskedShare: z.number(),
  signatures: z.array(z.string()),
  /** Of those, the ones that did not come back in each replay. */
  flaky: z.array(z.string()),
});

export type HistoryLine = z.infer<typeof historyLine>;
