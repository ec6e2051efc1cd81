import type { Target } from "../../targets/target.ts";

/** The last lines of a server's log are the most informative; a stack trace is rarely longer. */
const mostLines = 40;
const longestLine = 400;

/**
 * The server's log since a plan began to be played, without the run's prefix; empty when the log is not accessible.
 * With several workers it contains lines of all of them.
 */
export async function serverLog(target: Target, since: Date, prefix: string): Promise<string[]> {
  const lines = (await target.log?.(since, new Date())) ?? [];
  return lines.slice(-mostLines).map((line) => line.replaceAll(prefix, "").slice(0, longestLine));
}
