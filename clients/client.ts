import type { Json, JsonObject } from "../model/language/json.ts";

export type { Json, JsonObject };

/** The server answered over HTTP, with whatever it had to say. */
export interface Answered {
  readonly kind: "answered";
  readonly status: number;
  /** The body as text, kept for the shape check and for reports. */
  readonly text: string;
  /** The parsed body; undefined when the text is not JSON. */
  readonly json: Json | undefined;
  readonly contentType: string;
  /** Wall-clock time from sending to the last byte. */
  readonly milliseconds: number;
}

/**
 * No HTTP answer came. `refused`: nothing was sent (connection refused, so the call is certainly not done);
 * `reset`: the connection broke after sending; `timeout`: no answer within the deadline. The last two leave
 * open whether the call was done.
 */
export interface Unanswered {
  readonly kind: "unanswered";
  readonly cause: "refused" | "reset" | "timeout";
  readonly detail: string;
  readonly milliseconds: number;
}

export type Exchange = Answered | Unanswered;

/** Speaks ECS to one server over connections of its own. Never throws for what a server does. */
export interface Client {
  call(operation: string, input: JsonObject): Promise<Exchange>;
  close(): void;
}

/** How long one call may take before it counts as unanswered. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly timeoutMilliseconds: number;
}
