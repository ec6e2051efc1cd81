import { isSame } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { sameFault } from "../judge/sameFault.ts";
import type { RunResult } from "../workers/workerPool.ts";
import { type Finding, type Findings, findingSignature } from "./findings.ts";

/** How many of the replays reproduced a signature. */
export interface Reproduction {
  readonly hits: number;
  readonly tries: number;
  /** The server crashed in between, not counting crashes by the plan itself. */
  readonly restarted: boolean;
  /**
   * All replays crashed at the command where the crash was first observed. A crash while waiting for rest belongs to no
   * command: that is where a server that crashes by a timer mostly does.
   */
  readonly crashesHere: boolean;
}

const replays = 3;
/** Replays that another fault cut short are not counted, but the number of plays is limited. */
const mostPlays = 6;

/**
 * Replays the first plan of each finding, once for all findings that share it. One hit is enough; a finding that is
 * never reproduced is marked as such and not dropped (docs/architecture.md#a-campaign).
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

/** A server that crashes after the same long time, whatever was called, crashes by its own timer. */
function isTimer(seconds: readonly number[]): boolean {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  return least > shortestTimerSeconds && most < least * 1.2;
}

const shortestTimerSeconds = 2;

export const isCrash = ({ signature }: Finding): boolean => signature.kind === "crash";

/** Same fault, possibly observed by another look: looks depend on timing. */
const shows = (played: RunResult, { signature }: Finding): boolean =>
  played.divergences.some((divergence) => sameFault(signature, findingSignature(divergence)));

const isAt = (seen: RunResult["divergences"][number], { signature }: Finding, command: number): boolean =>
  isSame(findingSignature(seen), signature) && seen.command === command;
