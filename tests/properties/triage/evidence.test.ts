import { expect, test } from "vitest";
import type { Event } from "../../../properties/run/runContext.ts";
import { evidenceOf } from "../../../properties/triage/evidence.ts";
import { answer } from "../../answer.ts";

const event = (command: number, look: boolean, text = "{}"): Event => ({
  command,
  look,
  operation: look ? "DescribeClusters" : "CreateCluster",
  input: { clusterName: "k1-c1" },
  exchange: answer(200, text),
});

const shown = { command: 1 } as Parameters<typeof evidenceOf>[1];

test("evidence is every command and the looks at the command that shows the divergence, without the prefix", () => {
  const history = [event(0, false), event(0, true), event(1, false), event(1, true)];
  expect(evidenceOf({ history, prefix: "k1-" }, shown)).toMatchObject([
    { command: 0, look: false, input: '{"clusterName":"c1"}' },
    { command: 1, look: false },
    { command: 1, look: true, status: 200 },
  ]);
});

test("of many looks only the last twelve are kept, and long replies are cut", () => {
  const history = [...Array(30).keys()].map(() => event(1, true, `{"a":"${"x".repeat(3000)}"}`));
  const evidence = evidenceOf({ history, prefix: "k1-" }, shown);
  expect(evidence).toHaveLength(12);
  expect(evidence[0]?.answer).toHaveLength(2001);
});

test("without a reply, the evidence gives the reason", () => {
  const silent: Event = {
    ...event(1, false),
    exchange: { kind: "unanswered", cause: "timeout", detail: "no answer in 5 s", milliseconds: 5000 },
  };
  const [only] = evidenceOf({ history: [silent], prefix: "k1-" }, shown);
  expect([only?.status, only?.answer]).toEqual([undefined, "timeout: no answer in 5 s"]);
});
