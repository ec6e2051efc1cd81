import type { Exchange } from "../clients/client.ts";

/** A reply of a server over HTTP in AWS JSON 1.1; a body that is a text must be JSON. */
export function answer(status: number, body: string | object): Exchange {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const contentType = "application/x-amz-json-1.1";
  return { kind: "answered", status, text, json: JSON.parse(text), contentType, milliseconds: 1 };
}
