import type { Plan } from "../../commands/language/plan.ts";
import { lastWriteAbout } from "../../commands/plans/backwardSlice.ts";
import type { PlanOptions } from "../../commands/plans/generate.ts";
import type { FailingCommand } from "../../commands/plans/shrink.ts";
import type { Divergence } from "../judge/divergence.ts";
import type { PlayOptions, RunResult } from "../workers/workerPool.ts";
import { type Case, shownIn } from "./case.ts";
import { isOfRest, type Sighting, stopWhenShown } from "./findings.ts";

/** Why a plan is played in triage. */
export type Purpose = "replaying" | "shrinking";

/** What triage needs of the campaign. */
export interface TriageHost {
  /** Plays a plan; undefined when the campaign has no time left or the server did not recover. */
  play(
    plan: Plan,
    purpose: Purpose,
    options: Pick<PlayOptions, "stopWhen" | "restMilliseconds" | "stepped">,
  ): Promise<RunResult | undefined>;
  readonly planOptions: PlanOptions;
  /** The server's log since then, without this prefix. */
  log(since: Date, prefix: string): Promise<readonly string[]>;
  /** How long an execution waits for rest. */
  readonly shortRest: number | undefined;
  /** The clock of the target can be moved. */
  readonly stepped: boolean;
  /** So many plays of the shortest plan prove that a finding recurs; so many runs that showed it do, too. */
  readonly enoughPlays: number;
  /** How long the server had been up when each outage began, in seconds. */
  readonly uptimes: readonly number[];
  /** Records an internal error of kecs-fuzz: the campaign ends with status 70. */
  mistake(error: unknown): void;
  /** True when nothing more may be played. */
  over(): boolean;
}

/** A play that a crash or a restart disturbed is repeated once. */
const attempts = 2;

/** Plays a candidate plan while shrinking; returns the divergence if it shows the finding. */
export async function shows(about: Case, plan: Plan, host: TriageHost): Promise<Divergence | undefined> {
  const { finding } = about;
  const known = about.playsOf(plan);
  if (known.length > 0) return known.map((shown) => shownIn(shown, finding)).find((seen) => seen !== undefined);
  const stopWhen = stopWhenShown([finding], isOfRest(finding.smallest));
  for (let attempt = 0; attempt < attempts && !host.over(); attempt++) {
    about.executions++;
    const since = new Date();
    const how = { stopWhen, stepped: true, restMilliseconds: host.shortRest };
    const played = await host.play(plan, "shrinking", how);
    if (played === undefined) return undefined;
    const divergence = shownIn(played.divergences, finding);
    if (isCounted(about, played, divergence)) {
      about.note(plan, played.divergences);
      if (divergence !== undefined) about.lastHit = { plan, divergence, played, since };
      return divergence;
    }
  }
  return undefined;
}

/** A play counts unless another run's crash disturbed it, or a crash by another fault cut it short. */
function isCounted(about: Case, { disturbed, crashed }: RunResult, divergence: Divergence | undefined): boolean {
  const cut = crashed && divergence === undefined && about.finding.signature.kind !== "crash";
  about.restarted ||= disturbed || cut;
  return !disturbed && !cut;
}

/** Plays a plan with the target's own clock and the full deadline; undefined if the play does not count. */
export async function replay(
  about: Case,
  { plan, divergence }: Sighting,
  host: TriageHost,
): Promise<RunResult | undefined> {
  const { finding } = about;
  const atRest = host.stepped || divergence.command >= plan.length;
  const played = await host.play(plan, "replaying", { stopWhen: stopWhenShown([finding], atRest) });
  if (played === undefined || !isCounted(about, played, shownIn(played.divergences, finding))) return undefined;
  about.note(plan, played.divergences);
  return played;
}

/** Is an execution the same as a play with the target's own clock and the full deadline? Yes, if it waits for nothing. */
export const waitsForNothing = (
  { plan, divergence }: Pick<Sighting, "plan" | "divergence">,
  host: TriageHost,
): boolean => !host.stepped && divergence.command < plan.length && !plan.some(({ atRest }) => atRest === true);

/**
 * The command from which to slice backwards; for a divergence at rest, the last write to the resource. What a look after
 * a command showed, the looks before it did not show, so that it is hardly worth a play to leave out the command:
 * `thorough` does so where not the command is blamed but the look.
 */
export function failingCommandOf({ plan, divergence }: Sighting, thorough = false): FailingCommand {
  const { command, resource, look, operation } = divergence;
  const blamed = look === undefined || plan[command]?.operation === operation;
  if (command < plan.length) return { index: command, essential: blamed || !thorough };
  const write = resource === undefined ? undefined : lastWriteAbout(plan, resource);
  return { index: write ?? command, essential: false };
}
