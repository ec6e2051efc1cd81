import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "../../../checker/signature.ts";
import { Ledger, readLedger } from "../../../properties/deviations/ledger.ts";
import { hiddenShare, type PlantedFault, swallowedBy } from "../../../properties/deviations/width.ts";
import { plantable } from "../../../targets/embedded/bugs.ts";
import { deviationOf } from "./deviation.ts";

const unchecked = deviationOf("names-unchecked", { kind: "accepted", operations: ["CreateCluster"], rules: ["A4"] });
const counts = deviationOf("counts", {
  kind: "member",
  operations: "any",
  members: ["service.runningCount"],
  from: "any",
  to: ["less"],
});
const ledger = new Ledger([{ ...unchecked, sameAs: ["dots-accepted"] }, counts]);

const unknown = { expected: undefined, actual: undefined, call: undefined, before: undefined };
const faults: PlantedFault[] = Object.entries({
  "dots-accepted": ["CreateCluster/outcome/A4→accepted"],
  "one-short": ["rest/DescribeServices/converges/service.runningCount/number→less"],
  "two-signatures": ["rest/DescribeServices/converges/service.runningCount/number→less", "CreateCluster/unsupported"],
  "never-found": [],
}).map(([name, signatures]) => ({
  name,
  reported: signatures.map((each) => ({ ...unknown, signature: parse(each) })),
}));

test("a ledger hides a fault when it explains each of its signatures", () => {
  const swallowed = swallowedBy(ledger, faults).map(({ name, by, same }) => [name, by.map(({ id }) => id), same]);
  expect(swallowed).toEqual([
    ["dots-accepted", ["test/names-unchecked"], true],
    ["one-short", ["test/counts"], false],
  ]);
});

test("only faults that no deviation is about count as hidden", () => {
  expect(hiddenShare(swallowedBy(ledger, faults), faults)).toBe(1 / 4);
  expect(hiddenShare([], [])).toBe(0);
});

const targets = join(import.meta.dirname, "../../../targets");
const folders = readdirSync(targets, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(targets, entry.name)).includes("deviations"))
  .map(({ name }) => name);

test.each(folders)("the planted bugs that the ledger of %s names exist", (target) => {
  const names = new Set(plantable.map(({ name }) => name));
  const { deviations } = readLedger(join(targets, target, "deviations"));
  expect(deviations.flatMap(({ sameAs }) => sameAs.filter((name) => !names.has(name)))).toEqual([]);
});
