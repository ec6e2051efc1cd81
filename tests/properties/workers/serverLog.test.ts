import { expect, test } from "vitest";
import { serverLog } from "../../../properties/workers/serverLog.ts";
import type { Target } from "../../../targets/target.ts";

const writing = (lines: readonly string[]) => ({ log: async () => lines }) as unknown as Target;

test("the last lines, without the run's prefix, and cut if they are long", async () => {
  const lines = Array.from({ length: 60 }, (_, index) => `k12-c1 ${index}`);
  const shown = await serverLog(writing([...lines, "y".repeat(1000)]), new Date(), "k12-");
  expect(shown).toHaveLength(40);
  expect(shown.at(-2)).toBe("c1 59");
  expect(shown.at(-1)).toHaveLength(400);
});

test("nothing for a server whose log is not accessible", async () => {
  expect(await serverLog({} as Target, new Date(), "k12-")).toEqual([]);
});
