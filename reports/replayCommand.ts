/** How to see a failure again: its saved plan, played as its campaign was. */
export const replayCommand = (file: string, flags: readonly string[]): string =>
  ["npm run fuzz --", "--replay", file, ...flags].join(" ");
