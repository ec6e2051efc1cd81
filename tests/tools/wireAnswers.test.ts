import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wirePage } from "../../tools/wireAnswers.ts";

test("docs/wire-answers.md agrees with the record", () => {
  expect(readFileSync(join(import.meta.dirname, "../../docs/wire-answers.md"), "utf8")).toBe(wirePage());
});
