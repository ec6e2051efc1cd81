import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../model/language/rules.ts";
import { documentationOf, evidenceLine, evidenceOf, evidenceShares, evidenceText } from "../../reports/ruleEvidence.ts";
import { ruleEvidenceText } from "../../tools/evidence/rowEvidence.ts";

test("docs/records/ruleEvidence.json is what npm run docs writes, and names rules of the model", () => {
  const file = readFileSync(join(import.meta.dirname, "../../docs/records/ruleEvidence.json"), "utf8");
  expect(file).toBe(ruleEvidenceText());
  expect(Object.keys(JSON.parse(file)).filter((id) => !Object.hasOwn(rules, id))).toEqual([]);
});

test("the evidence of a rule names the number of replies and one source", () => {
  expect(evidenceText({ recorded: 2, quoted: 1, source: "a log, 2026 (call 3 of trace t)" })).toBe(
    "2 recorded, 1 quoted replies of ECS, for example a log, 2026 (call 3 of trace t)",
  );
  expect(evidenceText({ documented: 1, source: "the guide" })).toBe("1 documented reply of ECS, for example the guide");
  expect(evidenceText(undefined)).toBe("no reply of ECS that shows the rule has been recorded");
});

test("a campaign says by which evidence it judged, each rule counted by its strongest", () => {
  const [recorded] = ["SV25", "CL8", "CL3"].filter((id) => (evidenceOf(id)?.recorded ?? 0) > 0);
  const shares = evidenceShares([
    [recorded ?? "", 3],
    ["P1", 1],
  ]);
  expect(shares).toEqual({ recorded: 3, quoted: 0, documented: 0, none: 1 });
  expect(evidenceLine(shares)).toBe(
    "evidence of the rules behind 4 judgements: recorded 75 % · quoted 0 % · documented 0 % · none 25 %",
  );
  expect(evidenceLine(evidenceShares([]))).toBeUndefined();
});

test("only operations of ECS have a page in AWS's documentation", () => {
  expect(documentationOf("UpdateService")).toMatch(/^https:.*API_UpdateService\.html$/);
  expect(documentationOf("server")).toBeUndefined();
});
