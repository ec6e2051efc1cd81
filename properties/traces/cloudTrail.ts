import { z } from "zod";
import { outputSchema, type Schema } from "../../clients/schemas.ts";
import { isObject, type Json, type JsonObject } from "../../model/language/json.ts";
import { firstIssue } from "../../targets/schemaIssue.ts";
import type { RecordedCall } from "./trace.ts";

/** The parts of a CloudTrail event that are read here. */
const record = z.object({
  eventSource: z.string(),
  eventName: z.string(),
  eventTime: z.string(),
  requestParameters: z.record(z.string(), z.json()).nullish(),
  responseElements: z.record(z.string(), z.json()).nullish(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
});

export const isTrail = (json: unknown): boolean => isObject(json) && Array.isArray(json.Records);

/**
 * The ECS calls in a CloudTrail log, in the order in which they were sent; for an invalid log, an error message.
 * CloudTrail omits the replies to reads and everything that it considers sensitive: a missing member is unknown, not
 * absent.
 */
export function callsInTrail(json: unknown): RecordedCall[] | string {
  const { Records: records } = json as { Records: unknown[] };
  const calls: (RecordedCall & { at: number })[] = [];
  for (const [index, each] of records.entries()) {
    if (!isObject(each) || each.eventSource !== "ecs.amazonaws.com") continue;
    const parsed = record.safeParse(each);
    if (!parsed.success) return firstIssue(parsed.error, "Records", index);
    calls.push(callOf(parsed.data));
  }
  if (calls.length === 0) return "it contains no event of ECS (eventSource ecs.amazonaws.com)";
  calls.sort((a, b) => a.at - b.at);
  return calls.map(({ at, ...call }, index) => {
    const before = calls[index - 1]?.at;
    return { ...call, ...(before === undefined ? {} : { afterSeconds: Math.max(0, (at - before) / 1000) }) };
  });
}

function callOf({
  eventName,
  eventTime,
  requestParameters,
  responseElements,
  errorCode,
  errorMessage,
}: z.infer<typeof record>): RecordedCall & { at: number } {
  const refused = errorCode !== undefined;
  const schema = outputSchema(eventName);
  const body: JsonObject = refused
    ? { __type: errorCode, ...(errorMessage === undefined ? {} : { message: errorMessage }) }
    : ((schema === undefined ? (responseElements ?? {}) : onTheWire(responseElements ?? {}, schema)) as JsonObject);
  return {
    operation: eventName,
    input: (requestParameters ?? {}) as JsonObject,
    inputComplete: false,
    status: refused ? 400 : 200,
    complete: false,
    body,
    absent: [],
    undeclared: [],
    inferred: [],
    at: Date.parse(eventTime),
  };
}

/** CloudTrail writes times as text; ECS replies contain epoch seconds. A time that cannot be parsed is omitted. */
function onTheWire(value: Json, schema: Schema): Json | undefined {
  switch (schema.kind) {
    case "timestamp": {
      const seconds = typeof value === "number" ? value : Date.parse(String(value)) / 1000;
      return Number.isNaN(seconds) ? undefined : seconds;
    }
    case "list":
      return Array.isArray(value) ? value.flatMap((item) => onTheWire(item, schema.element()) ?? []) : value;
    case "structure": {
      if (!isObject(value)) return value;
      const members = Object.entries(value).flatMap(([member, item]) => {
        const inner = schema.members.get(member);
        const read = inner === undefined ? item : onTheWire(item, inner());
        return read === undefined ? [] : [[member, read] as const];
      });
      return Object.fromEntries(members);
    }
    default:
      return value;
  }
}
