import type { Json, JsonObject } from "../model/language/json.ts";

export type { Json, JsonObject };

/** The server replied over HTTP, with whatever content. */
export interface Answered {
  readonly kind: "answered";
  readonly status: number;
  /** The body as text, for the shape check and for reports. */
  readonly text: string;
  /** The parsed body; undefined when the text is not JSON. */
  readonly json: Json | undefined;
  readonly contentType: string;
  /** Real time from sending to the last byte. */
  readonly milliseconds: number;
}

/**
 * No HTTP reply came. `refused`: nothing was sent (connection refused, so the call certainly had no effect); `reset`:
 * the connection broke after sending; `timeout`: no reply within the time limit. After the last two, the call may or
 * may not have had an effect.
 */
export interface Unanswered {
  readonly kind: "unanswered";
  readonly cause: "refused" | "reset" | "timeout";
  readonly detail: string;
  readonly milliseconds: number;
}

export type Exchange = Answered | Unanswered;

/** Sends ECS calls to one server over its own connections. Never throws for anything a server does. */
export interface Client {
  call(operation: string, input: JsonObject): Promise<Exchange>;
  close(): void;
}

/** The time limit of one call, after which it counts as unanswered. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly timeoutMilliseconds: number;
}
