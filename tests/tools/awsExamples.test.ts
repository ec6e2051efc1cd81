import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { awsExamplesPage } from "../../tools/awsExamples.ts";

test("docs/aws-examples.md says who accepts what: npm run docs renews it", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/aws-examples.md"), "utf8");
  expect(page).toBe(await awsExamplesPage());
});
