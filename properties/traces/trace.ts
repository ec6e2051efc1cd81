import { z } from "zod";
import type { JsonObject } from "../../model/language/json.ts";

const object = z.record(z.string(), z.json());

/** How far an answer can be trusted: recorded on a real account, quoted by a person, or shown in documentation. */
const weights = ["recorded", "quoted", "documented"] as const;

/** One call and what was answered. */
const recordedCall = z.strictObject({
  operation: z.string().regex(/^[A-Z][A-Za-z]+$/, { error: "give the operation's name, such as CreateCluster" }),
  input: object,
  /** False: members of the request are missing or inferred. */
  inputComplete: z.boolean().default(true),
  /** HTTP. */
  status: z.int().min(100).max(599),
  /** False: only the members in `body` are known, and others may have been there. */
  complete: z.boolean().default(true),
  body: object,
  /** Paths that were not on the wire: `taskDefinition.deregisteredAt`. */
  absent: z.array(z.string()).default([]),
  /** Paths on the wire that the SDK's schema lacks. */
  undeclared: z.array(z.string()).default([]),
  /** Paths that nobody recorded and somebody inferred: `body.__type`, `input.name`. */
  inferred: z.array(z.string()).default([]),
  /** Of a refusal's text only this part is known. */
  messageIncludes: z.string().optional(),
  /** Since the call before. */
  afterSeconds: z.number().min(0).optional(),
  note: z.string().optional(),
});

/** Calls on one account, in the order they were made: later ones depend on earlier ones. */
export const trace = z.strictObject({
  id: z.string().min(1),
  source: z.string().min(1),
  /** The date, or what is known of it. */
  recorded: z.string().nullish(),
  weight: z.enum(weights).optional(),
  about: z.string().optional(),
  /** Rows of `docs/ecs-behaviour.md` that it bears on. */
  rows: z.array(z.string()).default([]),
  /** What existed before, in words. */
  before: z.array(z.string()).default([]),
  /** Calls that bring about what existed before: neither recorded nor compared. */
  given: z
    .array(
      z.strictObject({
        operation: z.string(),
        input: object,
        /** Index of the recorded call that it came before: a recording may have gaps. */
        before: z.int().min(0).default(0),
      }),
    )
    .default([]),
  calls: z.array(recordedCall).min(1),
});

export type Trace = z.infer<typeof trace>;
export type RecordedCall = z.infer<typeof recordedCall>;

/** What a judge says of one recorded call. */
export interface CallVerdict {
  /** The trace's id. */
  readonly trace: string;
  /** Index of the call in its trace. */
  readonly call: number;
  readonly operation: string;
  readonly verdict: "agrees" | "contradicts" | "unknown";
  /** Why: the difference, or what is not known. Empty for plain agreement. */
  readonly reason: string;
  /** The rule that says otherwise, or that the answer was judged by. */
  readonly rule?: string | undefined;
}

/** The error type and text of a refusal as it was recorded. */
export const refusalOf = ({ body }: RecordedCall): { readonly type: string; readonly message: string | undefined } => {
  const written = body.__type ?? body.code;
  const type = typeof written === "string" ? written.slice(written.lastIndexOf("#") + 1) : "";
  const message = body.message ?? body.Message;
  return { type, message: typeof message === "string" ? message : undefined };
};

export const isAccepted = ({ status }: Pick<RecordedCall, "status">): boolean => status >= 200 && status < 300;

/** The input with every string replaced that `replace` has something else for. */
export function mapStrings(input: JsonObject, replace: (text: string) => string): JsonObject {
  const walk = (value: unknown): unknown =>
    typeof value === "string"
      ? replace(value)
      : Array.isArray(value)
        ? value.map(walk)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([member, item]) => [member, walk(item)]))
          : value;
  return walk(input) as JsonObject;
}
