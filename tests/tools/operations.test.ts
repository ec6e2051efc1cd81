import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operationNames } from "../../clients/schemas.ts";
import { operationsPage } from "../../tools/operations.ts";
import { supportFacts } from "../../tools/support.ts";

test("docs/operations.md agrees with the code: npm run docs renews it", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/operations.md"), "utf8");
  expect(page).toBe(operationsPage());
  for (const operation of operationNames()) expect(page).toContain(`\n| ${operation} | `);
});

test("the operations that targets lack are operations of the API", () => {
  const known = operationNames();
  const lacking = Object.values(supportFacts()).flatMap(({ lacks }) => lacks);
  expect(lacking.filter((operation) => !known.includes(operation))).toEqual([]);
});
