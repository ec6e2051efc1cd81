import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { defaultPlanOptions } from "../commands/generate.ts";
import { type CampaignResult, campaign } from "../properties/campaign.ts";
import { abilitiesOf } from "../properties/players.ts";
import { type BugTrial, bugsDocument, bugsTable } from "../reports/bugs.ts";
import { type Bug, bugs } from "../targets/embedded/bugs.ts";
import { openEmbedded } from "../targets/embedded.ts";
import { UsageError } from "../targets/usage-error.ts";
import { unlessInterrupted } from "./interrupt.ts";
import { didYouMean } from "./nearest.ts";
import type { Session } from "./program.ts";
import { duration, wholeNumber } from "./values.ts";

interface BugsOptions {
  readonly seed: number;
  readonly time: number;
  readonly workers: number;
}

/** A campaign hunts on for so long after the first sighting, so that it is seen how many signatures a bug has. */
const lingerMilliseconds = 2000;
const documentFile = join(import.meta.dirname, "../docs/bugs.md");

export function addBugsCommand(program: Command, session: Session): void {
  program
    .command("bugs")
    .description("plants each bug in the simulator and says how it was found")
    .argument("[name...]", "all of them when left out")
    .addOption(new Option("--seed <number>").argParser(wholeNumber(0)).default(1))
    .addOption(new Option("--time <time>", "how long to hunt each").argParser(duration).default(60_000, "60s"))
    .addOption(new Option("--workers <number>").argParser(wholeNumber(1, 64)).default(2))
    .action(async (names: string[], options: BugsOptions) => {
      const chosen = names.length === 0 ? bugs : names.map(bugNamed);
      const trials: BugTrial[] = [];
      for (const bug of chosen) {
        const trial = await tryBug(bug, options, session.interrupt);
        if (trial === undefined) break;
        trials.push(trial);
        console.log(lineOf(trial, trials.length, chosen.length));
      }
      if (trials.length > 0) console.log(bugsTable(trials));
      const missed = trials.filter(({ found }) => !found).length;
      console.log(`${trials.length - missed} of ${trials.length} found`);
      if (trials.length === bugs.length) {
        mkdirSync(join(documentFile, ".."), { recursive: true });
        writeFileSync(documentFile, bugsDocument(trials));
      }
      session.status = session.interrupt.aborted ? 130 : missed > 0 ? 1 : 0;
    });
}

function bugNamed(name: string): Bug {
  const bug = bugs.find((each) => each.name === name);
  if (bug !== undefined) return bug;
  const names = bugs.map((each) => each.name);
  throw new UsageError(`there is no bug ${name}${didYouMean(name, names)}; npm run fuzz -- --bug list names them all`);
}

/** Hunts one bug; undefined when interrupted. */
async function tryBug(bug: Bug, options: BugsOptions, interrupt: AbortSignal): Promise<BugTrial | undefined> {
  if (interrupt.aborted) return undefined;
  const { seed } = options;
  const opening = openEmbedded({ seed, speed: 1000, jitter: false, bug: bug.name });
  const target = await unlessInterrupted(interrupt, opening);
  try {
    const plan = { ...defaultPlanOptions, abilities: abilitiesOf(target) };
    const result = await campaign(
      target,
      {
        seed,
        runs: undefined,
        milliseconds: options.time,
        shard: { index: 0, of: 1 },
        workers: options.workers,
        bail: true,
        lingerMilliseconds,
        eventual: false,
        plan,
        earlier: [],
      },
      {},
      interrupt,
    );
    return interrupt.aborted ? undefined : trialOf(bug, result);
  } finally {
    await target.close();
  }
}

const trialOf = (bug: Bug, { entries, firstSeconds, firstRuns, replays }: CampaignResult): BugTrial => ({
  bug,
  found: entries.length > 0,
  seconds: firstSeconds ?? 0,
  executions: firstRuns + replays,
  commands: Math.max(0, ...entries.map(({ plan }) => plan.length)),
  signatures: entries.map(({ signature }) => signature),
});

function lineOf({ bug, found, seconds, commands, signatures }: BugTrial, number: number, of: number): string {
  const outcome = found
    ? `found after ${seconds.toFixed(1)} s, ${commands} commands, ${signatures.length} signatures`
    : "NOT found";
  return `${String(number).padStart(String(of).length)}/${of}  ${bug.name}: ${outcome}`;
}
