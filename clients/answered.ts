import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Answered, Json } from "./client.ts";

/** An HTTP reply with its body read. A body with bytes that are not UTF-8 counts as no JSON. */
export function answered(response: IncomingMessage, body: Buffer, milliseconds: number): Answered {
  const text = body.toString("utf8");
  return {
    kind: "answered",
    status: response.statusCode ?? 0,
    text,
    json: isUtf8(body) ? parseJson(text) : undefined,
    contentType: response.headers["content-type"] ?? "",
    milliseconds,
  };
}

/** The parsed JSON of a text; undefined when it is not JSON. */
export function parseJson(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
