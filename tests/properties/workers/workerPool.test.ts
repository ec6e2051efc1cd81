import { expect, onTestFinished, test } from "vitest";
import type { Client, Exchange } from "../../../clients/client.ts";
import { Counters } from "../../../properties/measures/counters.ts";
import { WorkerPool } from "../../../properties/workers/workerPool.ts";
import { openEmbedded } from "../../../targets/embedded.ts";

const crash: Exchange = { kind: "unanswered", cause: "refused", detail: "connect ECONNREFUSED", milliseconds: 1 };
const create = [{ operation: "CreateCluster", input: { clusterName: "c1" } }];

/** A pool of two workers on a simulator; the calls of either can be delayed or made to find no server. */
async function pool(behave: (client: number, inner: Client) => Client["call"]) {
  const target = await openEmbedded({ seed: 1, speed: 1000, jitter: false });
  let made = 0;
  const client = (): Client => {
    const inner = target.client();
    return { call: behave(made++, inner), close: () => inner.close() };
  };
  const workers = new WorkerPool({ ...target, client, alive: async () => true }, 2, { eventual: false });
  onTestFinished(async () => {
    workers.close();
    await target.close();
  });
  const play = (worker: number) =>
    workers.play(worker, create, { counters: new Counters(), signal: new AbortController().signal });
  return { workers, play };
}

test("a run during which another one observed a crash is disturbed; the one that observed it is not", async () => {
  const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { workers, play } = await pool((client, inner) => async (operation, input) => {
    if (client === 1) return crash;
    if (operation === "CreateCluster") {
      reached.resolve();
      await released.promise;
    }
    return inner.call(operation, input);
  });
  const slow = play(0);
  await reached.promise;
  const crashed = await play(1);
  released.resolve();
  const waited = await slow;
  expect([crashed.crashed, crashed.disturbed, crashed.outage]).toEqual([true, false, 1]);
  expect([waited.crashed, waited.disturbed]).toEqual([false, true]);
  expect((await play(0)).disturbed).toBe(false);
  expect(workers.outages.count).toBe(1);
});

test("each run has names of its own", async () => {
  const { play } = await pool((_client, inner) => (operation, input) => inner.call(operation, input));
  const [one, other] = [await play(0), await play(1)];
  expect(one.prefix).not.toBe(other.prefix);
  expect([one.divergences, other.divergences, one.left]).toEqual([[], [], []]);
});
