/** Any text without NUL as one word of a POSIX shell: single quotes, in which nothing has a meaning but their end. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The same, without quotes where a shell gives none of the characters a meaning. */
export const shellWord = (text: string): string => (/^[\w@%+:,./-]+$/.test(text) ? text : shellQuoted(text));

/** Characters that end a line or steer a terminal become spaces. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** Any text as a comment. */
export const shellComment = (text: string): string => `# ${oneLine(text)}`;
