import { z } from "zod";

const count = z.number().int().nonnegative();

const exchanged = z.object({
  command: count,
  look: z.boolean(),
  operation: z.string(),
  input: z.string(),
  status: count.optional(),
  answer: z.string(),
});

const divergence = z.object({
  signature: z.string(),
  operation: z.string(),
  clock: z.string(),
  expected: z.string(),
  actual: z.string(),
  path: z.string().optional(),
  look: z.string().optional(),
  rule: z.string().optional(),
  words: z.string().optional(),
  seen: count,
  reproduced: z.string(),
  symptoms: z.array(z.string()),
  plan: z.string(),
  commandsBefore: count,
  commandsAfter: count,
  executions: count,
  note: z.string().optional(),
  /** What was sent and answered when the shrunk plan last showed it; `command` counts from 0. */
  exchanges: z.array(exchanged).optional(),
  /** What the server wrote meanwhile, where we see its log. */
  log: z.array(z.string()).optional(),
});

/** Counts by bin; `properties/measures/durations.ts` says what a bin stands for. */
const durations = z.record(z.string(), count);

/** Of the operations and outcomes that the model knows, those that hunting runs met; `CL13` is a refusal by that row. */
const coverage = z.object({
  operations: z.object({ called: count, known: count }),
  outcomes: z.object({ seen: count, known: count }),
  byOperation: z.record(z.string(), z.record(z.string(), count)),
  /** Operations that no row describes: those that were called, and those of them that the target does not have. */
  newer: z.object({ known: count, called: z.array(z.string()), lacking: z.array(z.string()) }).optional(),
});

/** What `--json` and `DIR/report.json` hold (docs/architecture.md#reports). */
export const reportDocument = z.object({
  schema: z.literal(1),
  target: z.string(),
  /** The fault that was planted in the simulator. */
  bug: z.string().optional(),
  /** What `npm run fuzz -- --replay FILE` needs beside, to play its plans as they were played. */
  replayFlags: z.array(z.string()).optional(),
  seed: z.number(),
  /** `interrupted` and `gone` are campaigns that ended before their time. */
  ending: z.enum(["done", "interrupted", "gone"]).optional(),
  runs: count,
  commands: count,
  calls: count,
  looks: count,
  refused: count,
  skipped: count.optional(),
  runsWithTasks: count.optional(),
  rollouts: count.optional(),
  rolloutsUnobserved: count.optional(),
  earlier: count.optional(),
  restarts: count.optional(),
  left: count.optional(),
  seconds: z.number().nonnegative(),
  plansDigest: z.string(),
  /** Replies that were held against the model, and the share of them that needed a known deviation. */
  comparisons: count.optional(),
  maskedShare: z.number(),
  /** By law: in how many runs it was checked, in how many of them broken, and in how many seen too seldom to say. */
  laws: z.record(z.string(), z.object({ checked: count, violated: count, unobserved: count })).optional(),
  operations: z.record(z.string(), z.object({ accepted: count, refused: count })),
  coverage: coverage.optional(),
  /** Operations that the target answered to lack, whenever they were called. */
  unsupported: z.array(z.string()).optional(),
  rules: z.record(z.string(), count),
  /** How long runs took to come to rest. */
  rests: durations.optional(),
  /** `task PENDING→RUNNING`: how often a status was seen to become another, and after how long; nothing came before the first. */
  transitions: z.record(z.string(), z.object({ seen: count, took: durations })).optional(),
  divergences: z.array(divergence),
  deviations: z.array(z.object({ id: z.string(), seen: count })),
});

export type ReportDocument = z.infer<typeof reportDocument>;
export type ReportedDivergence = z.infer<typeof divergence>;
