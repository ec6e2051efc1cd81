import { expect, test } from "vitest";
import type { Client, Exchange } from "../../clients/client.ts";
import { type FaultKind, type FaultyOptions, faultyClient } from "../../clients/faulty.ts";

const answer: Exchange = {
  kind: "answered",
  status: 200,
  text: '{"clusterArns":[]}',
  json: { clusterArns: [] },
  contentType: "application/x-amz-json-1.1",
  milliseconds: 1,
};

function server(): Client & { calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    async call(operation) {
      calls.push(operation);
      return answer;
    },
    close() {},
  };
}

async function play(options: FaultyOptions, calls = 200) {
  const inner = server();
  const client = faultyClient(inner, options);
  const exchanges: Exchange[] = [];
  for (let call = 0; call < calls; call++) exchanges.push(await client.call("ListClusters", {}));
  return { inner, client, exchanges };
}

test("without rates nothing happens", async () => {
  const { exchanges, client } = await play({ seed: 1, rates: {} });
  expect(exchanges.every((exchange) => exchange === answer)).toBe(true);
  expect(client.injected).toEqual([]);
});

test.each<[FaultKind, reaches: boolean, exchange: object]>([
  ["refuse", false, { kind: "unanswered", cause: "refused" }],
  ["resetBefore", false, { kind: "unanswered", cause: "reset" }],
  ["errorBefore", false, { kind: "answered", status: 500, json: undefined, contentType: "text/html" }],
  ["errorAfter", true, { kind: "answered", status: 500, json: undefined }],
  ["dropReply", true, { kind: "unanswered", cause: expect.stringMatching(/reset|timeout/) }],
  ["garble", true, { kind: "answered", status: 200, json: undefined }],
  ["delay", true, { kind: "answered", status: 200, json: { clusterArns: [] } }],
])("%s", async (kind, reaches, expected) => {
  const { inner, client, exchanges } = await play({ seed: 1, rates: { [kind]: 1 }, delayMilliseconds: 1 }, 20);
  for (const exchange of exchanges) expect(exchange).toMatchObject(expected);
  expect(inner.calls.length).toBe(reaches ? 20 : 0);
  expect(client.injected.length).toBe(20);
});

test("the same seed injects the same faults, another seed others", async () => {
  const rates = { dropReply: 0.1, garble: 0.1, refuse: 0.1 };
  const faults = async (seed: number) => (await play({ seed, rates })).client.injected;
  expect(await faults(1)).toEqual(await faults(1));
  expect(await faults(1)).not.toEqual(await faults(2));
  const count = (await faults(1)).length;
  expect(count).toBeGreaterThan(30);
  expect(count).toBeLessThan(90);
});
