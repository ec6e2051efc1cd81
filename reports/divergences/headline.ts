import type { ReportedDivergence } from "../document.ts";
import { oneLine } from "../reproduction/shell.ts";

type Described = Pick<ReportedDivergence, "sentence" | "operation" | "look" | "path" | "expected" | "actual">;

const longestValue = 120;

/** What is wrong, in one line; reports of earlier versions contain no sentence. */
export function headlineOf({ sentence, operation, look, path, expected, actual }: Described): string {
  if (sentence !== undefined) return oneLine(sentence);
  const field = path === undefined || path === "" ? "the reply" : path;
  return `${look ?? operation}: ${field} is ${short(actual)}, but ECS returns ${short(expected)}`;
}

function short(value: string): string {
  const line = oneLine(value);
  return line.length <= longestValue ? line : `${line.slice(0, longestValue)}…`;
}

/** All operations in which it was observed. */
export const operationsOf = ({
  operations,
  operation,
}: Pick<ReportedDivergence, "operations" | "operation">): readonly string[] => operations ?? [operation];

/** Is the plan shrunk? A report of an earlier version says it only by the number of executions. */
export const isShrunk = ({ shrunk, executions, commandsAfter }: ReportedDivergence): boolean =>
  shrunk ?? (executions > 0 || commandsAfter <= 1);
