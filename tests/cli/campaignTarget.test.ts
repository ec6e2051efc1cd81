import { expect, test } from "vitest";
import { untestedLine } from "../../cli/campaignTarget.ts";

const result = { ending: "done", runs: 0, earlier: 0, faults: [] } as unknown as Parameters<typeof untestedLine>[0];

test("a campaign whose time ended before its first run is no pass", () => {
  expect(untestedLine(result, 2000)).toContain("no run ended within 2 s");
  expect(untestedLine({ ...result, runs: 1 }, 2000)).toBeUndefined();
  expect(untestedLine({ ...result, ending: "interrupted" }, 2000)).toBeUndefined();
  // A shard may have no run at all.
  expect(untestedLine(result, undefined)).toBeUndefined();
});
