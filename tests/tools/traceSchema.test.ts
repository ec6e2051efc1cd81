import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { traceSchemaFile } from "../../tools/traceSchema.ts";

test("docs/records/trace.schema.json is the schema of traces: npm run docs renews it", () => {
  const file = join(import.meta.dirname, "../../docs/records/trace.schema.json");
  expect(readFileSync(file, "utf8")).toBe(traceSchemaFile());
});
