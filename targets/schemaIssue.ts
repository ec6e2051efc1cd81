import type { z } from "zod";

type Issue = Pick<z.core.$ZodIssue, "path" | "message">;

/** A problem of a document that does not fit its schema: its path, and what is wrong there. */
export const issueText = ({ path, message }: Issue): string => `${path.join(".") || "the document"}: ${message}`;

/** The first of several problems; `around` is the path to the document, if it is part of another one. */
export function firstIssue({ issues: [first] }: z.ZodError, ...around: readonly PropertyKey[]): string {
  if (first === undefined) throw new Error("a document that does not fit its schema has a problem");
  return issueText({ ...first, path: [...around, ...first.path] });
}
