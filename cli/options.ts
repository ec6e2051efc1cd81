import { type Command, InvalidArgumentError, Option } from "commander";
import { allOperations } from "../commands/plans/generate.ts";
import { type ProfileName, profiles } from "../commands/plans/profile.ts";
import type { Operation } from "../model/registry.ts";
import { propertyNames } from "../properties/property.ts";
import { plantable } from "../targets/embedded/bugs.ts";
import { didYouMean } from "./nearest.ts";
import { duration, oneOf, shard, someOf, speed, wholeNumber } from "./values.ts";

/** What `fuzz` was asked to do. */
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
  readonly profile: ProfileName;
  readonly properties?: readonly string[];
  readonly operations: readonly Operation[];
  readonly consistency: "strict" | "eventual";
  readonly bug?: string;
  readonly speed: number | "manual";
  readonly jitter?: boolean;
  readonly report?: string;
  readonly json?: string;
  /** Print what came of each operation. */
  readonly coverage?: boolean;
  /** False: judge without the target's known deviations. */
  readonly deviations: boolean;
  readonly checkDeviations?: boolean;
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
    .option("--target-config <file>", "JSON that says what a URL can do")
    .addOption(option("--seed <number>", "where the plans come from; random when left out", wholeNumber(0)))
    .addOption(option("--runs <number>", "how many plans to play; 100 unless --time is given", wholeNumber(1)))
    .addOption(option("--max-commands <number>", "the longest plan", wholeNumber(1, 10_000)).default(40))
    .addOption(option("--time <time>", "how long, all included: 60s, 5m, 1h", duration))
    .addOption(option("--workers <number>", "how many runs at once", wholeNumber(1, 256)).default(2))
    .addOption(option("--shard <I/N>", "play every Nth run from the Ith on; needs --seed", shard))
    .option("--bail", "end at the first divergence")
    .addOption(
      option("--profile <name>", "what to lean towards", oneOf("profile", profileNames, list(profileNames))).default(
        "balanced",
      ),
    )
    .addOption(
      option(
        "--properties <names>",
        "what to check: all, unless --operations is given",
        someOf("property", propertyNames, list(propertyNames)),
      ),
    )
    .addOption(
      option(
        "--operations <names>",
        "the operations to try",
        someOf("operation", allOperations, "they are named as ECS names them"),
      ).default(allOperations, "all"),
    )
    .addOption(
      new Option("--consistency <kind>", "how soon a write must be seen")
        .argParser(oneOf("consistency", ["strict", "eventual"], "strict or eventual"))
        .default("strict"),
    )
    .addOption(option("--bug <name>", "plant a fault in the simulator; list names them", bugName))
    .addOption(option("--speed <factor>", "how fast the simulator's time runs, or manual", speed).default(1000))
    .option("--jitter", "vary the simulator's delays by the seed")
    .option("--report <dir>", "where report and plans go; .kecs-fuzz/last when left out")
    .option("--json <file>", "write the report here too")
    .option("--coverage", "print how often each outcome of each operation came up")
    .option("--no-deviations", "judge without the target's known deviations")
    .option("--check-deviations", "say which of the target's known deviations still hold")
    .addOption(option("--accept <N>", "make a known deviation of the last report's Nth divergence", wholeNumber(1)))
    .option("--allow-remote", "the target may be on another machine")
    .option("--reuse", "leave the target's containers running, and use those that are")
    .option("--replay <file>", "play a saved plan")
    .option("--shrink", "with --replay: shrink it again")
    .addOption(option("--repeat <number>", "with --replay: play it so often", wholeNumber(1, 1_000_000)));
}

/** `--target`, `--bug` and `--speed` as other verbs have them too. */
export const targetOption = (): Option =>
  option("--target <target>", `${targets.join(", ")} or a URL`, target).default("embedded");
export const bugOption = (): Option => option("--bug <name>", "plant a fault; list names them all", bugName);
export const speedOption = (): Option =>
  option("--speed <factor>", "how fast time runs, or manual", speed).default(1000);

const option = <Value>(flags: string, words: string, parse: (text: string) => Value): Option =>
  new Option(flags, words).argParser(parse);

const list = (names: readonly string[]): string => `there ${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;

/** The word that asks for the names instead of naming one. */
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
