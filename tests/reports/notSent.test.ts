import { expect, test } from "vitest";
import { notSentText } from "../../reports/notSent.ts";

test("the commands that were not sent are reported with their share and their reasons", () => {
  expect(notSentText({ unresolved: 3, unsupported: 0, shared: 0, quarantined: 9 }, 3067)).toBe(
    "12 of 3,079 commands (0.4 %) were not sent: 9 whose resource a fault made unknown, 3 whose reference no reply gave",
  );
  expect(notSentText({ unresolved: 0, unsupported: 1, shared: 0, quarantined: 1 }, 9)).toBe(
    "1 of 10 commands (10.0 %) were not sent: 1 whose resource a fault made unknown; in addition 1 whose operation the target lacks",
  );
});

test("what hides no fault is counted apart", () => {
  expect(notSentText({ unresolved: 0, unsupported: 1, shared: 0, quarantined: 0 }, 10)).toBe(
    "0 of 10 commands (0.0 %) were not sent; in addition 1 whose operation the target lacks",
  );
  expect(notSentText({ unresolved: 0, unsupported: 2, shared: 3, quarantined: 0 }, 10)).toBe(
    "0 of 10 commands (0.0 %) were not sent; in addition 2 whose operation the target lacks, 3 that name what others use",
  );
});

test("nothing is reported when every command was sent", () => {
  expect(notSentText({ unresolved: 0, unsupported: 0, shared: 0, quarantined: 0 }, 10)).toBeUndefined();
});
