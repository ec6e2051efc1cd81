export type Rule = (...args: never[]) => unknown;

/** A rule of the simulator, and the wrong one that a planted bug puts in its place. */
export interface Override {
  readonly truth: Rule;
  readonly planted: Rule;
}
