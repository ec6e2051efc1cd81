import { shellWord } from "./reproduction/shell.ts";

/** The command that plays a saved plan as its campaign did; it can be pasted into a shell. */
export const replayCommand = (file: string, flags: readonly string[]): string =>
  ["npm run fuzz --", ...["--replay", file, ...flags].map(shellWord)].join(" ");
