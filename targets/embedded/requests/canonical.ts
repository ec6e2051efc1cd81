/** A text that is the same for requests with the same parameters: members sorted, without the token. */
export function canonical(input: object, cluster: string | undefined): string {
  return JSON.stringify(sorted({ ...input, clientToken: undefined, cluster }));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return Array.isArray(value) ? value.map(sorted) : value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
