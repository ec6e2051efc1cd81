import type { ReportedDivergence } from "../document.ts";
import { oneLine } from "../reproduction/shell.ts";
import { ranked } from "./ranking.ts";

/** What is wrong, in one line. */
export const headlineOf = (divergence: ReportedDivergence): string => oneLine(ranked(divergence).sentence);

/** All operations in which it was observed. */
export const operationsOf = ({
  operations,
  operation,
}: Pick<ReportedDivergence, "operations" | "operation">): readonly string[] => operations ?? [operation];

/** Is the plan shrunk? A report of an earlier version says it only by the number of executions. */
export const isShrunk = ({ shrunk, executions, commandsAfter }: ReportedDivergence): boolean =>
  shrunk ?? (executions > 0 || commandsAfter <= 1);
