import { z } from "zod";

const object = z.record(z.string(), z.json());

/** How reliable a reply is, from strong to weak: recorded on a real account, quoted by a person, or shown in documentation. */
export const weights = ["recorded", "quoted", "documented"] as const;

/** One call and its reply. */
const recordedCall = z.strictObject({
  operation: z.string().regex(/^[A-Z][A-Za-z]+$/, { error: "give the operation's name, such as CreateCluster" }),
  input: object,
  /** False: members of the request are missing or inferred. */
  inputComplete: z.boolean().default(true),
  /** HTTP. */
  status: z.int().min(100).max(599),
  /** False: only the members in `body` are known, and the reply may have had others. */
  complete: z.boolean().default(true),
  body: object,
  /** Paths that the reply did not contain: `taskDefinition.deregisteredAt`. */
  absent: z.array(z.string()).default([]),
  /** Paths of the reply that the SDK's schema lacks. */
  undeclared: z.array(z.string()).default([]),
  /** Paths that were inferred, not recorded: `body.__type`, `input.name`. */
  inferred: z.array(z.string()).default([]),
  /** The known part of a refusal's text. */
  messageIncludes: z.string().optional(),
  /** Time since the previous call. */
  afterSeconds: z.number().min(0).optional(),
  note: z.string().optional(),
});

/** Calls on one account in the order in which they were sent: later ones depend on earlier ones. */
export const trace = z.strictObject({
  id: z.string().min(1),
  source: z.string().min(1),
  /** The date, or the part of it that is known. */
  recorded: z.string().nullish(),
  weight: z.enum(weights).optional(),
  about: z.string().optional(),
  /** Rows of `docs/ecs-behaviour.md` that the trace is about. */
  rows: z.array(z.string()).default([]),
  /** What existed before, in words. */
  before: z.array(z.string()).default([]),
  /** Calls that create what existed before: they were not recorded, and their replies are not compared. */
  given: z
    .array(
      z.strictObject({
        operation: z.string(),
        input: object,
        /** Index of the recorded call that it precedes: a recording may have gaps. */
        before: z.int().min(0).default(0),
      }),
    )
    .default([]),
  calls: z.array(recordedCall).min(1),
});

export type Trace = z.infer<typeof trace>;
export type RecordedCall = z.infer<typeof recordedCall>;

/** The verdict on one recorded call. */
export interface CallVerdict {
  /** The trace's id. */
  readonly trace: string;
  /** Index of the call in its trace. */
  readonly call: number;
  readonly operation: string;
  readonly verdict: "agrees" | "contradicts" | "unknown";
  /** The difference, or what is unknown. Empty if the reply agrees. */
  readonly reason: string;
  /** The rule that the reply contradicts or agrees with. */
  readonly rule?: string | undefined;
}

/** The error type and text of a recorded refusal. */
export const refusalOf = ({ body }: RecordedCall): { readonly type: string; readonly message: string | undefined } => {
  const written = body.__type ?? body.code;
  const type = typeof written === "string" ? written.slice(written.lastIndexOf("#") + 1) : "";
  const message = body.message ?? body.Message;
  return { type, message: typeof message === "string" ? message : undefined };
};

export const isAccepted = ({ status }: Pick<RecordedCall, "status">): boolean => status >= 200 && status < 300;
