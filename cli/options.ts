import { type Command, InvalidArgumentError, Option } from "commander";
import { allOperations } from "../commands/plans/generate.ts";
import { type ProfileName, profiles } from "../commands/plans/profile.ts";
import type { Operation } from "../model/registry.ts";
import { type Severity, severities } from "../properties/judge/severity.ts";
import { propertyNames } from "../properties/property.ts";
import { plantable } from "../targets/embedded/bugs.ts";
import { didYouMean } from "./nearest.ts";
import { duration, oneOf, shard, someOf, speed, wholeNumber } from "./values.ts";

/** The options of `fuzz`. */
export interface FuzzOptions {
  readonly target: string;
  readonly targetConfig?: string;
  readonly seed?: number;
  readonly runs?: number;
  readonly maxCommands: number;
  readonly time?: number;
  readonly workers: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly bail?: boolean;
  /** The least severity of a divergence with which the campaign fails. */
  readonly failOn: Severity;
  readonly profile: ProfileName;
  readonly properties?: readonly string[];
  readonly operations: readonly Operation[];
  readonly consistency: "strict" | "eventual";
  readonly bug?: string;
  readonly speed: number | "manual";
  readonly jitter?: boolean;
  readonly report?: string;
  readonly json?: string;
  /** Print how often each outcome of each operation occurred. */
  readonly coverage?: boolean;
  /** False: judge without the target's known deviations. */
  readonly deviations: boolean;
  readonly checkDeviations?: boolean;
  readonly ledgerWidth?: boolean;
  readonly accept?: number;
  readonly allowRemote?: boolean;
  readonly reuse?: boolean;
  readonly replay?: string;
  readonly shrink?: boolean;
  readonly repeat?: number;
}

const profileNames = Object.keys(profiles) as ProfileName[];
const targets = ["embedded", "kecs", "moto", "ministack"] as const;

/** The flags of `fuzz`; README.md explains them. */
export function addFuzzOptions(command: Command): Command {
  return command
    .addOption(targetOption())
    .option("--target-config <file>", "JSON file with the capabilities and fixtures of a URL")
    .addOption(option("--seed <number>", "seed of the plans (default: random)", wholeNumber(0)))
    .addOption(
      option("--runs <number>", "number of plans to play (default: 100; unlimited with --time)", wholeNumber(1)),
    )
    .addOption(option("--max-commands <number>", "longest plan, in commands", wholeNumber(1, 10_000)).default(40))
    .addOption(option("--time <time>", "total time, with triage: 60s, 5m, 1h", duration))
    .addOption(option("--workers <number>", "number of runs at the same time", wholeNumber(1, 256)).default(2))
    .addOption(option("--shard <I/N>", "play every Nth run, beginning with the Ith; needs --seed", shard))
    .option("--bail", "stop at the first divergence")
    .addOption(
      option(
        "--fail-on <severity>",
        "the least severe divergence that fails the campaign: critical, major or minor",
        oneOf("severity", severities, list(severities)),
      ).default("minor"),
    )
    .addOption(
      option(
        "--profile <name>",
        `mix of operations: ${profileNames.join(", ")}`,
        oneOf("profile", profileNames, list(profileNames)),
      ).default("balanced"),
    )
    .addOption(
      option(
        "--properties <names>",
        "what to check: sequential, laws, or single laws (default: sequential and laws; with --operations only sequential)",
        someOf("property", propertyNames, list(propertyNames)),
      ),
    )
    .addOption(
      option(
        "--operations <names>",
        "the operations to call, as ECS names them",
        someOf("operation", allOperations, "they are named as ECS names them"),
      ).default(allOperations, "all"),
    )
    .addOption(
      new Option("--consistency <kind>", "when a read must show an earlier write: strict (at once) or eventual")
        .argParser(oneOf("consistency", ["strict", "eventual"], "strict or eventual"))
        .default("strict"),
    )
    .addOption(option("--bug <name>", "switch on a bug of the simulator; list prints their names", bugName))
    .addOption(
      option("--speed <factor>", "speed of the simulator's clock, as a factor, or manual", speed).default(1000),
    )
    .option("--jitter", "vary the simulator's delays, depending on the seed")
    .option("--report <dir>", "folder for the report and the plans (default: .kecs-fuzz/last)")
    .option("--json <file>", "write the report to this file too")
    .option("--coverage", "print how often each outcome of each operation occurred")
    .option("--no-deviations", "judge without the target's ledger of known deviations")
    .option("--check-deviations", "play the witness of each known deviation of the target; report the stale ones")
    .option("--ledger-width", "list the planted bugs that the ledgers of known deviations would hide")
    .addOption(option("--accept <N>", "draft a known deviation from divergence N of the last report", wholeNumber(1)))
    .option("--allow-remote", "permit a target on another machine")
    .option("--reuse", "leave the target's containers running, and use running ones")
    .option("--replay <file>", "play a saved plan")
    .option("--shrink", "with --replay: shrink the plan again")
    .addOption(
      option("--repeat <number>", "with --replay: number of times to play the plan", wholeNumber(1, 1_000_000)),
    );
}

/** `--target`, `--bug` and `--speed`, which other subcommands have too. */
export const targetOption = (): Option =>
  option("--target <target>", `${targets.join(", ")} or a URL`, target).default("embedded");
export const bugOption = (): Option =>
  option("--bug <name>", "switch on a bug of the simulator; list prints their names", bugName);
export const speedOption = (): Option =>
  option("--speed <factor>", "speed of the clock, as a factor, or manual", speed).default(1000);

const option = <Value>(flags: string, words: string, parse: (text: string) => Value): Option =>
  new Option(flags, words).argParser(parse);

const list = (names: readonly string[]): string => `there ${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;

/** `--bug list` prints the names of the bugs. */
export const listBugs = "list";

function bugName(text: string): string {
  const names = plantable.map(({ name }) => name);
  if (text === listBugs || names.includes(text)) return text;
  throw new InvalidArgumentError(`There is no bug ${text}${didYouMean(text, names)}; --bug list names them all.`);
}

function target(text: string): string {
  if (/^https?:\/\//.test(text) || (targets as readonly string[]).includes(text)) return text;
  throw new InvalidArgumentError(
    `There is no target ${text}${didYouMean(text, targets)}; give ${targets.join(", ")} or a URL such as http://127.0.0.1:5373.`,
  );
}
