/** The median: a round that another process disturbed does not count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [below = Number.NaN, above = below] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return (below + above) / 2;
}

export async function seconds(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** One figure with the value it should reach. */
export function line(name: string, figure: string, aim = ""): string {
  return `${name.padEnd(46)} ${figure.padStart(12)}${aim && `   aim ${aim}`}`;
}
