import type { Target } from "../../targets/target.ts";

/** The last words of a server say most; a trace of its own is seldom longer. */
const mostLines = 40;
const longestLine = 400;

/**
 * What the server wrote since a plan began to be played, last lines last, without the run's prefix; nothing where we
 * do not see its log. Where several workers play at once, it wrote of all of them.
 */
export async function serverLog(target: Target, since: Date, prefix: string): Promise<string[]> {
  const lines = (await target.log?.(since, new Date())) ?? [];
  return lines.slice(-mostLines).map((line) => line.replaceAll(prefix, "").slice(0, longestLine));
}
