import { median } from "./measure.ts";

/**
 * The exponent of y ~ x^k: the median of the slopes between all pairs of points in a log-log plot (Theil 1950, Sen
 * 1968), so that one disturbed point does not change it.
 */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).map(([u, v]) => Math.log(v / y) / Math.log(u / x)),
  );
  return median(slopes);
}

/** What the exponent of one call means for many calls. */
export function growthInWords(exponent: number): string {
  if (exponent < 0.25) return "flat";
  if (exponent < 0.6) return "grows";
  return exponent < 1.5 ? "LINEAR: n of them are quadratic" : "QUADRATIC: n of them are cubic";
}
