import { expect, test } from "vitest";
import type { Client, Exchange } from "../../../clients/client.ts";
import { crashDivergence, isServerGone } from "../../../properties/run/serverCrash.ts";
import { answer } from "../../answer.ts";

const unanswered = (cause: "refused" | "reset" | "timeout"): Exchange => ({
  kind: "unanswered",
  cause,
  detail: cause,
  milliseconds: 1,
});

const probedBy = (probe: Exchange): Client => ({ call: async () => probe, close() {} });

test.each<[string, Exchange, Exchange, boolean]>([
  ["an answer", answer(200, "{}"), unanswered("refused"), false],
  ["no answer in time", unanswered("timeout"), unanswered("refused"), false],
  ["a refused connection", unanswered("refused"), answer(200, "{}"), true],
  ["a reset connection of a server that still answers", unanswered("reset"), answer(200, "{}"), false],
  ["a reset connection of a server that answers no more", unanswered("reset"), unanswered("refused"), true],
])("%s: has the server crashed or not", async (_case, exchange, probe, gone) => {
  expect(await isServerGone(probedBy(probe), exchange)).toBe(gone);
});

test("a crash is reported at the call that observed it", () => {
  const position = { operation: "RunTask", look: "DescribeTasks", command: 2 };
  expect(crashDivergence(position, unanswered("refused"))).toMatchObject({
    signature: { kind: "spontaneous-crash" },
    operation: "DescribeTasks",
    command: 2,
    actual: "refused",
  });
});
