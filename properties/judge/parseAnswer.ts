import type { Exchange } from "../../clients/client.ts";
import type { JsonObject } from "../../model/language/json.ts";

/** The meaning of an HTTP reply in terms of ECS. */
export type Answer =
  | { readonly kind: "accepted"; readonly output: JsonObject }
  | { readonly kind: "refused"; readonly type: string; readonly message: string; readonly status: number }
  | { readonly kind: "garbage"; readonly problem: string; readonly detail: string };

/** Parses an HTTP reply in the form of awsJson1.1 (rows P1–P3). */
export function parseAnswer(exchange: Extract<Exchange, { kind: "answered" }>): Answer {
  const { status, json, text } = exchange;
  const garbage = (problem: string): Answer => ({
    kind: "garbage",
    problem,
    detail: `HTTP ${status} ${text.slice(0, 120)}`,
  });
  if (status === 200) {
    if (json === undefined)
      return garbage(text.trimStart().startsWith("<") ? pageIn(text) : text === "" ? "empty" : "not-json");
    if (typeof json !== "object" || json === null || Array.isArray(json)) return garbage("not-an-object");
    return { kind: "accepted", output: json };
  }
  if (status < 400) return garbage(`status-${status}`);
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return garbage(text.trimStart().startsWith("<") ? pageIn(text) : "not-json");
  const type = json.__type ?? json.code;
  if (typeof type !== "string") return garbage("error-without-type");
  const message = json.message ?? json.Message;
  return {
    kind: "refused",
    status,
    type: type.slice(type.lastIndexOf("#") + 1),
    message: typeof message === "string" ? message : "",
  };
}

/**
 * `html`, and the exception that the page names: `html: KeyError`. Two exceptions of one operation are two faults. The
 * title of a page about a 5xx is no exception.
 */
function pageIn(text: string): string {
  const [, exception] = /\b([A-Z][A-Za-z]*(?:Error|Exception))\b/.exec(text) ?? [];
  return exception === undefined ? "html" : `html: ${exception}`;
}
