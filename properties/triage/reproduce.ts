import { isSame } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { sameFault } from "../judge/sameFault.ts";
import type { RunResult } from "../workers/workerPool.ts";
import { type Finding, type Findings, findingSignature } from "./findings.ts";

/** In how many of the replays a signature came back. */
export interface Reproduction {
  readonly hits: number;
  readonly tries: number;
  /** The server went away in between, beside what the plan itself does to it. */
  readonly restarted: boolean;
  /**
   * The crash came back in all replays, at the command it was first seen at. One while waiting for rest belongs to
   * no command: a server that dies of a timer dies mostly there.
   */
  readonly crashesHere: boolean;
}

const replays = 3;
/** Replays that another fault cut short are not counted, but there are only so many. */
const mostPlays = 6;

/**
 * Replays the first plan of each finding, once for all findings that share it. Any hit counts; what never recurs
 * is told as such and not dropped (docs/architecture.md#a-campaign).
 */
export async function reproduce(
  plan: Plan,
  findings: readonly Finding[],
  known: Findings,
  play: (plan: Plan) => Promise<RunResult | undefined>,
  uptimes: readonly number[] = [],
): Promise<Map<Finding, Reproduction>> {
  const plays: RunResult[] = [];
  let restarted = false;
  for (let tries = 0; tries < mostPlays && plays.length < replays; tries++) {
    const played = await play(plan);
    if (played === undefined) break;
    if (played.disturbed) {
      restarted = true;
      continue;
    }
    known.learn(plan, played);
    const cut = played.crashed && findings.some((finding) => !isCrash(finding) && !shows(played, finding));
    restarted ||= played.crashed;
    if (cut && tries + (replays - plays.length) < mostPlays) continue;
    plays.push(played);
    if (findings.every((finding) => isCrash(finding) && !shows(played, finding))) break;
  }
  return new Map(
    findings.map((finding) => {
      const hits = plays.filter((played) => shows(played, finding));
      const { command } = finding.first.divergence;
      const crashesHere =
        isCrash(finding) &&
        command < plan.length &&
        plays.length === replays &&
        plays.every((played) => played.divergences.some((seen) => isAt(seen, finding, command))) &&
        !isTimer(plays.map(({ outage }) => uptimes[(outage ?? 0) - 1] ?? 0));
      return [finding, { hits: hits.length, tries: plays.length, restarted, crashesHere }];
    }),
  );
}

/** A server that goes after the same long time, whatever it was asked, is killed by its own clock. */
function isTimer(seconds: readonly number[]): boolean {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  return least > shortestTimerSeconds && most < least * 1.2;
}

const shortestTimerSeconds = 2;

export const isCrash = ({ signature }: Finding): boolean => signature.kind === "crash";

/** Itself, or the same fault at another moment: looks are not at the same moments twice. */
const shows = (played: RunResult, { signature }: Finding): boolean =>
  played.divergences.some((divergence) => sameFault(signature, findingSignature(divergence)));

const isAt = (seen: RunResult["divergences"][number], { signature }: Finding, command: number): boolean =>
  isSame(findingSignature(seen), signature) && seen.command === command;
