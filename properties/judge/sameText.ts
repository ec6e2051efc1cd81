/** Servers use both kinds of apostrophes and quotation marks, and may omit the final full stop. */
export const sameText = (one: string, other: string): boolean => plainText(one) === plainText(other);

export const plainText = (text: string): string => text.replaceAll(/[‘’]/g, "'").replace(/\.$/, "");
