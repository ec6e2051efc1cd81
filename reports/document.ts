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

/** How much a fault matters to those who use the server: `critical` is the worst. */
const severity = z.enum(["critical", "major", "minor"]);

const divergence = z.object({
  signature: z.string(),
  severity: severity.optional(),
  /** Why it has this severity: one clause. */
  severityReason: z.string().optional(),
  /** What is wrong, in one sentence of plain English. */
  sentence: z.string().optional(),
  operation: z.string(),
  /** All operations in which it was observed, the one to blame first. */
  operations: z.array(z.string()).optional(),
  /** Is the plan shrunk? */
  shrunk: z.boolean().optional(),
  clock: z.string(),
  /** The index of the command in the plan whose reply, or whose look, shows it; absent when it shows only at rest. */
  command: count.optional(),
  expected: z.string(),
  actual: z.string(),
  path: z.string().optional(),
  look: z.string().optional(),
  rule: z.string().optional(),
  words: z.string().optional(),
  /** How many replies of ECS show the rule, by how they are known, and the source of one of them. */
  evidence: z
    .object({
      recorded: count.optional(),
      quoted: count.optional(),
      documented: count.optional(),
      source: z.string(),
    })
    .optional(),
  /** AWS's page about the operation. */
  documentation: z.string().optional(),
  seen: count,
  reproduced: z.string(),
  symptoms: z.array(z.string()),
  plan: z.string(),
  commandsBefore: count,
  commandsAfter: count,
  executions: count,
  note: z.string().optional(),
  /** Requests and replies when the shrunk plan last showed it; `command` counts from 0. */
  exchanges: z.array(exchanged).optional(),
  /** The server's log lines of that time, for targets whose log is accessible. */
  log: z.array(z.string()).optional(),
});

/** Counts by bin; `properties/measures/durations.ts` defines the bins. */
const durations = z.record(z.string(), count);

/** Which known operations and outcomes occurred in hunting runs; `CL13` is a refusal by that row. */
const coverage = z.object({
  operations: z.object({ called: count, known: count }),
  outcomes: z.object({ seen: count, known: count }),
  byOperation: z.record(z.string(), z.record(z.string(), count)),
  /** Operations that no row describes: those that were called, and those of them that the target lacks. */
  newer: z.object({ known: count, called: z.array(z.string()), lacking: z.array(z.string()) }).optional(),
});

/** The content of `--json` and `DIR/report.json` (docs/architecture.md#reports). */
export const reportDocument = z.object({
  schema: z.literal(1),
  target: z.string(),
  /** The server's version, where the target knows it. */
  version: z.string().optional(),
  /** The bug that was switched on in the simulator. */
  bug: z.string().optional(),
  /** The flags that `npm run fuzz -- --replay FILE` needs in addition, to play the plans as the campaign did. */
  replayFlags: z.array(z.string()).optional(),
  seed: z.number(),
  /** `interrupted` (by the user) and `gone` (the server did not recover) are campaigns that ended early. */
  ending: z.enum(["done", "interrupted", "gone"]).optional(),
  runs: count,
  commands: count,
  calls: count,
  looks: count,
  refused: count,
  /** Commands that were not sent; `notSent` counts them by reason (`NotSent` in `properties/measures/counters.ts`). */
  skipped: count.optional(),
  notSent: z.object({ unresolved: count, unsupported: count, shared: count.optional(), quarantined: count }).optional(),
  /** Signatures that only runs after a recovery showed: not reported. */
  unproven: z.array(z.string()).optional(),
  runsWithTasks: count.optional(),
  rollouts: count.optional(),
  rolloutsUnobserved: count.optional(),
  earlier: count.optional(),
  restarts: count.optional(),
  left: count.optional(),
  seconds: z.number().nonnegative(),
  plansDigest: z.string(),
  /** Replies that were compared with the model, and the share of them that relied on a known deviation. */
  comparisons: count.optional(),
  maskedShare: z.number(),
  /** How often a reply was judged by a rule, by the strongest evidence of that rule. */
  evidence: z.object({ recorded: count, quoted: count, documented: count, none: count }).optional(),
  /** For each law: the runs that checked it, that violated it, and in which it was unobserved. */
  laws: z.record(z.string(), z.object({ checked: count, violated: count, unobserved: count })).optional(),
  operations: z.record(z.string(), z.object({ accepted: count, refused: count })),
  coverage: coverage.optional(),
  /** Operations that the target always reported as not implemented. */
  unsupported: z.array(z.string()).optional(),
  rules: z.record(z.string(), count),
  /** How long runs took until they were at rest. */
  rests: durations.optional(),
  /** `task PENDING→RUNNING`: how often a status was observed to change into another, and after how long; the first has no predecessor. */
  transitions: z.record(z.string(), z.object({ seen: count, took: durations })).optional(),
  divergences: z.array(divergence),
  deviations: z.array(z.object({ id: z.string(), seen: count })),
});

export type ReportDocument = z.infer<typeof reportDocument>;
export type ReportedDivergence = z.infer<typeof divergence>;
export type ReportedExchange = z.infer<typeof exchanged>;
