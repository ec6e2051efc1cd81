import { profiles } from "../commands/plans/profile.ts";
import type { campaign } from "../properties/campaign/campaign.ts";
import { Ledger, readLedger } from "../properties/deviations/ledger.ts";
import { isAtLeast, type Severity } from "../properties/judge/severity.ts";
import { abilitiesOf } from "../properties/workers/workerPool.ts";
import { counted } from "../reports/counted.ts";
import type { Asked } from "../reports/json.ts";
import { ledgerFolder } from "../targets/ledgers.ts";
import { openTarget } from "../targets/open.ts";
import type { Target } from "../targets/target.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./session.ts";

/** The default of `--report`. */
export const defaultReport = ".kecs-fuzz/last";

type Result = Awaited<ReturnType<typeof campaign>>;

/** `failOn`: less severe divergences are reported, and the campaign passes all the same. */
export function statusOf({ ending, faults, broken }: Result, failOn: Severity): ExitStatus {
  if (ending === "interrupted") return 130;
  if (ending === "gone") return 3;
  if (faults.some(({ rating }) => isAtLeast(rating.severity, failOn))) return 1;
  return broken.length > 0 ? 70 : 0;
}

/** Why a campaign whose time ended before a run did is no pass: it observed nothing. Undefined when it did. */
export const untestedLine = ({ ending, runs, earlier, faults }: Result, milliseconds: number | undefined) =>
  ending === "done" && milliseconds !== undefined && runs + earlier + faults.length === 0
    ? `no run ended within ${milliseconds / 1000} s, so nothing was tested: give a longer --time`
    : undefined;

/** Says that a campaign with divergences passes; undefined when it does not. */
export function toleratedLine(result: Result, failOn: Severity): string | undefined {
  const { faults } = result;
  return faults.length === 0 || statusOf(result, failOn) !== 0
    ? undefined
    : `passed: with --fail-on ${failOn}, ${counted(faults.length, "less severe divergence")} ${faults.length === 1 ? "does" : "do"} not fail the campaign`;
}

/** Opens the target that the options name. */
export const open = (options: FuzzOptions, seed: number): Promise<Target> =>
  openTarget(options.target, {
    seed,
    speed: options.speed,
    jitter: options.jitter === true,
    bug: options.bug,
    targetConfig: options.targetConfig,
    allowRemote: options.allowRemote === true,
    reuse: options.reuse === true,
  });

/** The second line of the output: the target, its capabilities, and what is assumed. */
export function targetLine(
  { name, url, version, capabilities, restSeconds, assumptions }: Target,
  { bug }: Pick<FuzzOptions, "bug">,
  { deviations }: Ledger,
): string {
  const parts = [
    name === url ? `target ${url}` : `target ${[name, version].filter(Boolean).join(" ")} at ${url}`,
    capabilities.size === 0 ? "no optional capabilities" : `capabilities ${[...capabilities].join(", ")}`,
    `at rest within ${restSeconds} s`,
    ...(bug === undefined ? [] : [`bug ${bug}`]),
    ...(deviations.length === 0 ? [] : [counted(deviations.length, "known deviation")]),
    ...(assumptions.length === 0 ? [] : [`assumed: ${assumptions.join("; ")}`]),
  ];
  return parts.join(" · ");
}

export const planOptions = (options: FuzzOptions, target: Target) => ({
  profile: profiles[options.profile],
  operations: options.operations,
  maxCommands: options.maxCommands,
  abilities: abilitiesOf(target),
});

/** The flags with which a replay plays a plan as the campaign did. */
function replayFlags(options: FuzzOptions): string[] {
  const { target, targetConfig, bug, speed, jitter, consistency, allowRemote, deviations } = options;
  return [
    ...(target === "embedded" ? [] : ["--target", target]),
    ...(targetConfig === undefined ? [] : ["--target-config", targetConfig]),
    ...(bug === undefined ? [] : ["--bug", bug]),
    ...(speed === 1000 ? [] : ["--speed", String(speed)]),
    ...(jitter === true ? ["--jitter"] : []),
    ...(consistency === "strict" ? [] : ["--consistency", consistency]),
    ...(allowRemote === true ? ["--allow-remote"] : []),
    ...(deviations ? [] : ["--no-deviations"]),
  ];
}

/** What a report says about how its campaign was started. */
export const askedOf = (options: FuzzOptions, target: Target, seed: number): Asked => ({
  target: target.name,
  version: target.version,
  seed,
  bug: options.bug,
  replayFlags: replayFlags(options),
});

/** The ledger that applies to this invocation. */
export const ledgerOf = ({
  deviations,
  target,
  targetConfig,
}: Pick<FuzzOptions, "deviations" | "target" | "targetConfig">): Ledger =>
  deviations ? readLedger(ledgerFolder(target, targetConfig)) : new Ledger();
