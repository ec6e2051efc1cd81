/** How a campaign stands when a worker is free. */
export interface Standing {
  /** Milliseconds since it began, and for the whole of it. */
  readonly elapsed: number;
  readonly whole: number | undefined;
  readonly workers: number;
  /** Findings so far, and those of them that triage has not begun with. */
  readonly found: number;
  readonly open: number;
  /** How many milliseconds of a worker triage took for each finding so far. */
  readonly millisecondsEach: number;
  /** How many new findings each of the runs showed. */
  readonly newInRun: readonly number[];
  /** The share of the time that triage took so far. */
  readonly triage: number;
}

/** While much is new, triage takes this share of the time; when findings pile up and little is new, at most that one. */
const leastShare = 0.3;
const mostShare = 0.6;
/** So many runs say whether much is new. */
const recentRuns = 20;

/** How many new findings a run showed lately. */
function novelty({ newInRun }: Standing): number {
  const recent = newInRun.slice(-recentRuns);
  return recent.reduce((sum, each) => sum + each, 0) / Math.max(1, recent.length);
}

/** The share of the time that triage should have. */
export function shareOfTriage(standing: Standing): number {
  const { found, open } = standing;
  const known = 1 - Math.min(1, novelty(standing));
  return leastShare + (mostShare - leastShare) * Math.min(1, open / Math.max(1, found)) * known;
}

/**
 * Is only as much time left as triage needs, also for what the next runs will find? But triage never takes more than
 * half of the whole from the hunt.
 */
export function isTimeShort(standing: Standing): boolean {
  const { elapsed, whole, workers, open, millisecondsEach } = standing;
  if (whole === undefined) return false;
  const needed = (open / workers + novelty(standing)) * millisecondsEach;
  return whole - elapsed <= Math.min(needed, whole / 2);
}

/** Should a free worker triage now instead of playing the next run? */
export const triagesNow = (standing: Standing): boolean => standing.triage < shareOfTriage(standing);
