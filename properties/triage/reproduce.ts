import { isSame } from "../../checker/signature.ts";
import type { RunResult } from "../workers/workerPool.ts";
import { type Case, shownIn } from "./case.ts";
import { type Finding, findingSignature, isOfRest, type Sighting, stopWhenShown } from "./findings.ts";
import type { TriageHost } from "./search.ts";

const replays = 3;
/** Replays that another fault disturbed are not counted, but the number of plays is limited. */
const mostPlays = 6;

/**
 * Replays a plan of a crash: only replays prove which operation causes it. Returns whether each of them crashed at its
 * command. A crash that is never reproduced so is spontaneous and not dropped (docs/architecture.md#a-campaign).
 */
export async function reproduceCrash(about: Case, sighting: Sighting, host: TriageHost): Promise<boolean> {
  const { finding } = about;
  const { plan, divergence } = sighting;
  const stopWhen = stopWhenShown([finding], host.stepped || isOfRest(sighting));
  const plays: RunResult[] = [];
  for (let tries = 0; tries < mostPlays && plays.length < replays; tries++) {
    const since = new Date();
    const played = await host.play(plan, "replaying", { stopWhen });
    if (played === undefined) break;
    about.restarted ||= played.disturbed || played.crashed;
    if (played.disturbed) continue;
    about.note(plan, played.divergences);
    plays.push(played);
    const shown = shownIn(played.divergences, finding);
    if (shown === undefined) break;
    about.lastHit = { plan, divergence: shown, played, since };
  }
  const { command } = divergence;
  return (
    command < plan.length &&
    plays.length === replays &&
    plays.every((played) => played.divergences.some((seen) => isAt(seen, finding, command))) &&
    !isTimer(plays.map(({ outage }) => host.uptimes[(outage ?? 0) - 1] ?? 0))
  );
}

/** A server that crashes after the same long time, whatever was called, crashes by its own timer. */
function isTimer(seconds: readonly number[]): boolean {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  return least > shortestTimerSeconds && most < least * 1.2;
}

const shortestTimerSeconds = 2;

const isAt = (seen: RunResult["divergences"][number], { signature }: Finding, command: number): boolean =>
  isSame(findingSignature(seen), signature) && seen.command === command;
