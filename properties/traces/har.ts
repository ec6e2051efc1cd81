import { z } from "zod";
import { isObject, type JsonObject } from "../../model/language/json.ts";
import { firstIssue } from "../../targets/schemaIssue.ts";
import type { RecordedCall } from "./trace.ts";

const header = z.object({ name: z.string(), value: z.string() });

/** The parts of a HAR 1.2 archive that are read here. */
const archive = z.object({
  log: z.object({
    entries: z.array(
      z.object({
        startedDateTime: z.string(),
        request: z.object({
          method: z.string(),
          headers: z.array(header).default([]),
          postData: z.object({ text: z.string().default("") }).optional(),
        }),
        response: z.object({
          status: z.number(),
          content: z.object({ text: z.string().optional(), encoding: z.string().optional() }).default({}),
        }),
      }),
    ),
  }),
});

export const isArchive = (json: unknown): boolean => isObject(json) && isObject(json.log) && "entries" in json.log;

const target = /^AmazonEC2ContainerServiceV\d+\.(\w+)$/;

/** The ECS calls in a HAR archive, in the order in which they were sent; for an invalid archive, an error message. */
export function callsInArchive(json: unknown): RecordedCall[] | string {
  const parsed = archive.safeParse(json);
  if (!parsed.success) return firstIssue(parsed.error);
  const entries = parsed.data.log.entries
    .map((entry) => ({ entry, at: Date.parse(entry.startedDateTime) }))
    .sort((a, b) => a.at - b.at);
  const calls: RecordedCall[] = [];
  let before: number | undefined;
  for (const { entry, at } of entries) {
    const { request, response } = entry;
    const named = request.headers.find(({ name }) => name.toLowerCase() === "x-amz-target")?.value;
    const operation = target.exec(named ?? "")?.[1];
    if (operation === undefined) continue;
    const [input, body] = [objectIn(request.postData?.text ?? "{}"), objectIn(contentText(response.content))];
    if (input === undefined) return `the request of ${operation} at ${entry.startedDateTime} is not a JSON object`;
    if (body === undefined) return `the reply to ${operation} at ${entry.startedDateTime} is not a JSON object`;
    const afterSeconds = before === undefined || Number.isNaN(at) ? undefined : Math.max(0, (at - before) / 1000);
    if (!Number.isNaN(at)) before = at;
    calls.push({
      operation,
      input,
      inputComplete: true,
      status: response.status,
      complete: true,
      body,
      absent: [],
      undeclared: [],
      inferred: [],
      ...(afterSeconds === undefined ? {} : { afterSeconds }),
    });
  }
  return calls.length === 0 ? "it contains no call of ECS (no request with an x-amz-target of ECS)" : calls;
}

const contentText = ({ text = "", encoding }: { text?: string | undefined; encoding?: string | undefined }): string =>
  encoding === "base64" ? Buffer.from(text, "base64").toString("utf8") : text;

function objectIn(text: string): JsonObject | undefined {
  if (text.trim() === "") return {};
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
