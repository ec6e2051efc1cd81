const inOrder = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** A value's text in which the order of members, at any depth, does not show; that of lists does. */
export const jsonText = (value: unknown): string => JSON.stringify(value, (_, part) => inOrder(part)) ?? "";

/** Do both say the same, in whatever order their members stand? A member that is undefined is not there. */
export const isSameJson = (a: unknown, b: unknown): boolean => jsonText(a) === jsonText(b);
