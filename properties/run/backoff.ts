/** The pause between two polls: none at first, then growing. */
export const backoffMilliseconds = (round: number): number => (round < 3 ? 0 : Math.min(200, 2 ** (round - 3)));
