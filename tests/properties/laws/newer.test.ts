import { expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Exchange, JsonObject } from "../../../clients/client.ts";
import { operationNames } from "../../../clients/schemas.ts";
import { allOperations } from "../../../commands/plans/generate.ts";
import { newerOperations } from "../../../properties/laws/newer.ts";
import { simulatorClient } from "../playing.ts";
import { hold } from "./contextFor.ts";

type Answer = (input: JsonObject) => readonly [status: number, body: JsonObject | string];

/** A run of the law against the simulator, with these replies for some operations. */
async function held(answers: Readonly<Record<string, Answer>>) {
  const inner = await simulatorClient();
  const asked: [string, JsonObject][] = [];
  const call = async (operation: string, input: JsonObject): Promise<Exchange> => {
    asked.push([operation, input]);
    const found = answers[operation]?.(input);
    if (found === undefined) return inner.call(operation, input);
    const [status, body] = found;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const json = typeof body === "string" ? undefined : body;
    return { kind: "answered", status, text, json, contentType: "", milliseconds: 1 };
  };
  const report = await hold(["newer"], [], { call, close: () => {} });
  return {
    signatures: report.divergences.map(({ signature }) => text(signature)),
    count: report.laws.get("newer"),
    asked,
  };
}

const once = { checked: 1, violated: 0, unobserved: 0 };
const missing = { __type: "InvalidParameterException", message: "missing" } as const;

test("the model's operations and the unmodelled ones are the whole API", () => {
  expect([...allOperations, ...newerOperations].sort()).toEqual(operationNames().sort());
});

test("a server may lack them all", async () => {
  const { signatures, count, asked } = await held({});
  expect([signatures, count]).toEqual([[], once]);
  expect(new Set(asked.map(([operation]) => operation))).toEqual(new Set(newerOperations));
});

test("a server may have them; nothing is created there", async () => {
  const { signatures, count, asked } = await held({
    ListGateways: () => [200, { gateways: [] }],
    DescribeGateway: ({ gateway }) => [400, gateway === undefined ? missing : { __type: "GatewayNotFoundException" }],
    CreateGateway: () => [400, missing],
  });
  expect([signatures, count]).toEqual([[], once]);
  expect(asked.filter(([operation]) => operation === "CreateGateway")).toEqual([["CreateGateway", {}]]);
  expect(asked.filter(([operation]) => operation === "DescribeGateway")).toHaveLength(2);
});

const wrong: readonly (readonly [what: string, answer: Answer, told: string])[] = [
  ["a fault of the server", () => [500, { __type: "ServerException" }], "DescribeGateway/HTTP 500"],
  ["a page of HTML", () => [400, "<html>"], "DescribeGateway/html"],
  ["serving nothing", () => [200, {}], "DescribeGateway/served without its required members"],
  [
    "another shape",
    ({ gateway }) => (gateway === undefined ? [400, missing] : [200, { gatway: {} }]),
    "DescribeGateway/gatway: unknown member",
  ],
];

test.each(wrong)("%s breaks the law", async (_what, answer, told) => {
  const { signatures, count } = await held({ DescribeGateway: answer });
  expect(signatures).toEqual([`law/newer/${told}`]);
  expect(count).toEqual({ checked: 1, violated: 1, unobserved: 0 });
});
