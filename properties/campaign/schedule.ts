/** How a campaign stands when a worker is free. */
export interface Standing {
  /** Milliseconds since it began, and for the whole of it. */
  readonly elapsed: number;
  readonly whole: number | undefined;
  readonly workers: number;
  /** Findings so far, and those of them that triage has not begun with. */
  readonly found: number;
  readonly open: number;
  /** How many milliseconds all workers together need to shrink the open findings, and one more finding. */
  readonly backlogMilliseconds: number;
  readonly findingMilliseconds: number;
  /** How long a hunting run takes. */
  readonly runMilliseconds: number;
  /** How many new findings each of the runs showed. */
  readonly newInRun: readonly number[];
  /** The share of the time that triage took so far. */
  readonly triage: number;
}

/** While much is new, triage takes this share of the time; when findings pile up and little is new, at most that one. */
const leastShare = 0.25;
const mostShare = 0.6;
/** So many runs say whether much is new. */
const recentRuns = 20;
/** A plan that is hard to shrink takes longer than those before it. */
const margin = 1.2;
/** Triage takes at most this share of the whole from the hunt. */
const mostOfWhole = 2 / 3;

/** How many new findings a run showed lately. */
function novelty({ newInRun }: Standing): number {
  const recent = newInRun.slice(-recentRuns);
  return recent.reduce((sum, each) => sum + each, 0) / Math.max(1, recent.length);
}

/** The share of the time that triage should have. */
export function shareOfTriage(standing: Standing): number {
  const { found, open } = standing;
  const known = 1 - Math.min(1, novelty(standing));
  const byNovelty = leastShare + (mostShare - leastShare) * Math.min(1, open / Math.max(1, found)) * known;
  return Math.max(byNovelty, Math.min(mostShare, shareOfRest(standing)));
}

/** The share of the time left that the open findings need. */
const shareOfRest = ({ elapsed, whole, backlogMilliseconds }: Standing): number =>
  whole === undefined ? 0 : (margin * backlogMilliseconds) / Math.max(1, whole - elapsed);

/**
 * Is only as much time left as triage needs, also for what the runs in progress and one more of each worker will find?
 * But triage leaves the hunt a third of the whole.
 */
export function isTimeShort(standing: Standing): boolean {
  const { elapsed, whole, workers, backlogMilliseconds, findingMilliseconds, runMilliseconds } = standing;
  if (whole === undefined) return false;
  const expected = workers * novelty(standing) * findingMilliseconds;
  const needed = margin * (backlogMilliseconds + expected) + runMilliseconds;
  return whole - elapsed <= Math.min(needed, whole * mostOfWhole);
}

/** Should a free worker triage now instead of playing the next run? */
export const triagesNow = (standing: Standing): boolean => standing.triage < shareOfTriage(standing);
