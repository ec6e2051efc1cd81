const inOrder = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** A text of the value that does not depend on the order of members, at any depth; the order of lists matters. */
export const jsonText = (value: unknown): string => JSON.stringify(value, (_, part) => inOrder(part)) ?? "";

/** Are both values equal, in any order of members? An undefined member counts as absent. */
export const isSameJson = (a: unknown, b: unknown): boolean => jsonText(a) === jsonText(b);
