/** The command that plays a saved plan as its campaign did. */
export const replayCommand = (file: string, flags: readonly string[]): string =>
  ["npm run fuzz --", "--replay", file, ...flags].join(" ");
