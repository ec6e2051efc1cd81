import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { firstIssue } from "../../targets/schemaIssue.ts";
import { UsageError } from "../../targets/usageError.ts";
import { callsInTrail, isTrail } from "./cloudTrail.ts";
import { callsInArchive, isArchive } from "./har.ts";
import { type RecordedCall, type Trace, trace } from "./trace.ts";

/**
 * Reads recorded calls from traces (trace.ts), a HAR 1.2 archive or a CloudTrail log. Throws a UsageError of one line
 * that names the file, the error and its place.
 */
export function readTraces(file: string): Trace[] {
  const refuse = (why: string) =>
    new UsageError(`${file} contains no valid traces: ${why.replaceAll(/\s*\n\s*/g, " ")}`);
  const json = parsed(file, refuse);
  if (isArchive(json)) return [recordedIn(file, callsInArchive(json), refuse)];
  if (isTrail(json)) return [recordedIn(file, callsInTrail(json), refuse)];
  if (!Array.isArray(json))
    throw refuse("give a JSON array of traces, a HAR archive (log.entries) or a CloudTrail log (Records)");
  const traces = json.map((each, index) => {
    const read = trace.safeParse(each);
    if (read.success) return read.data;
    throw refuse(firstIssue(read.error, index));
  });
  if (traces.length === 0) throw refuse("the array is empty");
  const ids = new Set<string>();
  for (const { id } of traces) {
    if (ids.has(id)) throw refuse(`two traces have the id ${id}: give each its own`);
    ids.add(id);
  }
  return traces;
}

function parsed(file: string, refuse: (why: string) => UsageError): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw refuse(`it is not JSON (${message})`);
    throw new UsageError(`${file} cannot be read: ${code === "ENOENT" ? "no such file" : code}`);
  }
}

function recordedIn(file: string, calls: RecordedCall[] | string, refuse: (why: string) => UsageError): Trace {
  if (typeof calls === "string") throw refuse(calls);
  const id = basename(file).replace(/\.(?:json|har)$/, "");
  return { id, source: file, weight: "recorded", rows: [], before: [], given: [], calls };
}
