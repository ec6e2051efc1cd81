import { z } from "zod";
import { trace } from "../properties/traces/trace.ts";

/** `docs/records/trace.schema.json`: the JSON schema of a file of traces, for editors and authors. */
export function traceSchemaFile(): string {
  const schema = z.toJSONSchema(z.array(trace), { io: "input" });
  return `${JSON.stringify({ title: "Recorded calls of Amazon ECS", ...schema }, null, 2)}\n`;
}
