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

/** While few findings are open, triage takes this share of the time; when they pile up, at most that one. */
const leastShare = 0.25;
const mostShare = 0.6;
/** When this share of the findings is open, they have piled up. */
const pile = 0.5;
/** So many runs say how much the next ones will show. */
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

/**
 * The share of the time that triage should have: an interrupted campaign has readable plans for most of its findings, and
 * one that ends in time for all.
 */
export function shareOfTriage(standing: Standing): number {
  const { found, open } = standing;
  const piled = Math.min(1, open / Math.max(1, pile * found));
  return Math.max(leastShare + (mostShare - leastShare) * piled, Math.min(mostShare, shareOfRest(standing)));
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
