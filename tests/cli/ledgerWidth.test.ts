import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ledgerWidth, plantedFaults, withLedgers } from "../../cli/ledgerWidth.ts";
import { Ledger, readLedger } from "../../properties/deviations/ledger.ts";
import { swallowedBy } from "../../properties/deviations/width.ts";
import { ledgerFolder } from "../../targets/ledgers.ts";

const faults = plantedFaults();
const hiddenBy = (ledger: Ledger): number => swallowedBy(ledger, faults).filter(({ same }) => !same).length;

/**
 * How many planted bugs each ledger hides in addition to those that it is about. Lower it when a ledger gets narrower;
 * when a new bug is hidden, give the patch a condition, or name the bug in `sameAs` if it is the very fault.
 */
const measured = { kecs: 4, moto: 5, ministack: 1 };

describe.each(withLedgers)("the ledger of %s", (target) => {
  const ledger = readLedger(ledgerFolder(target, undefined));

  test("hides no more planted bugs than measured", () => {
    expect(hiddenBy(ledger)).toBeLessThanOrEqual(measured[target]);
  });

  test("would hide more without its conditions", () => {
    const wide = ledger.deviations.map((deviation) => ({
      ...deviation,
      patches: deviation.patches.map((patch) => ({ ...patch, when: undefined })),
    }));
    expect(hiddenBy(new Ledger(wide))).toBeGreaterThan(hiddenBy(ledger) + 3);
  });
});

test("no ledger hides more than 3 % of the planted bugs that it is not about", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  expect(ledgerWidth({ target: "embedded" })).toBe(0);
  expect(log.mock.calls.flat().filter((line) => /^\w+: with its ledger/.test(line))).toHaveLength(3);
});
