import { expect, test } from "vitest";
import type { Exchange } from "../../../clients/client.ts";
import { parseAnswer } from "../../../properties/judge/parseAnswer.ts";

const exchange = (status: number, text: string, json?: unknown): Extract<Exchange, { kind: "answered" }> =>
  ({ kind: "answered", status, text, json, contentType: "application/x-amz-json-1.1", milliseconds: 1 }) as never;

test.each([
  [200, "{}", {}, { kind: "accepted", output: {} }],
  [200, "<html>", undefined, { kind: "garbage", problem: "html" }],
  [200, "", undefined, { kind: "garbage", problem: "empty" }],
  [200, "{", undefined, { kind: "garbage", problem: "not-json" }],
  [200, "[]", [], { kind: "garbage", problem: "not-an-object" }],
  [302, "", undefined, { kind: "garbage", problem: "status-302" }],
  [500, "<html>", undefined, { kind: "garbage", problem: "html" }],
  [500, "<title>KeyError: 'x' // Werkzeug Debugger</title>", undefined, { kind: "garbage", problem: "html: KeyError" }],
  [500, "<h1>500 Internal Server Error</h1>", undefined, { kind: "garbage", problem: "html" }],
  [400, '{"message":"x"}', { message: "x" }, { kind: "garbage", problem: "error-without-type" }],
  [
    400,
    "",
    { __type: "a.b#ClientException", message: "x" },
    { kind: "refused", type: "ClientException", message: "x" },
  ],
  [
    500,
    "",
    { code: "InternalError", Message: "y" },
    { kind: "refused", type: "InternalError", message: "y", status: 500 },
  ],
  [400, "", { __type: "ClientException", message: 1 }, { kind: "refused", type: "ClientException", message: "" }],
])("HTTP %i with %j is %j", (status, text, json, expected) => {
  expect(parseAnswer(exchange(status, text, json))).toMatchObject(expected);
});
