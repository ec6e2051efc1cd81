import { Command, CommanderError, Option } from "commander";
import { TargetError } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { measureCampaign } from "./campaign.ts";
import { measureModelGrowth } from "./modelGrowth.ts";
import { measureScale } from "./scale.ts";
import { growth, responses } from "./servers.ts";
import { measureSoak } from "./soak.ts";

interface BenchOptions {
  readonly target?: string;
  readonly compare?: boolean;
  readonly update?: boolean;
  readonly growth?: boolean;
  readonly upTo: string;
  readonly seconds: string;
}

const ours = { campaign: measureCampaign, model: measureModelGrowth, scale: measureScale, soak: measureSoak };

/**
 * `npm run bench`: the speed of kecs-fuzz itself, as ratios within one run, because figures of different machines and
 * times cannot be compared. With `--target`, `--compare`, `--update` or `--growth`: the speed of servers.
 */
const program = new Command("npm run bench --")
  .argument("[what...]", `of our own speed: ${Object.keys(ours).join(", ")}; all when left out`)
  .option("--target <names>", "servers whose answers are timed, with commas: embedded,moto,ministack,kecs")
  .option("--compare", "hold response times against their baselines; status 1 where one is worse beyond noise")
  .option("--update", "make these response times the baselines")
  .option("--growth", "how calls and memory grow with what lives on the server")
  .addOption(new Option("--up-to <services>", "for --growth").default("10000"))
  .addOption(new Option("--seconds <number>", "for --growth: as long as it may create services").default("120"))
  .exitOverride()
  .action(async (what: string[], options: BenchOptions) => {
    const { target, compare = false, update = false } = options;
    if (target === undefined && !compare && !update && options.growth !== true) return measureOurs(what);
    const targets = (target ?? "embedded").split(",");
    if (options.growth === true)
      return growth(targets, positive("--up-to", options.upTo), positive("--seconds", options.seconds));
    if (!(await responses(targets, { compare, update }))) process.exitCode = 1;
  });

async function measureOurs(what: readonly string[]): Promise<void> {
  const unknown = what.find((name) => !Object.hasOwn(ours, name));
  if (unknown !== undefined)
    throw new UsageError(`there is no benchmark ${unknown}: there are ${Object.keys(ours).join(", ")}`);
  for (const [name, measure] of Object.entries(ours))
    if (what.length === 0 || what.includes(name)) console.log(`${(await measure()).join("\n")}\n`);
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`${flag} is ${text}: give a number above 0`);
  return value;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  if (!(error instanceof UsageError) && !(error instanceof TargetError)) throw error;
  console.error(`npm run bench: ${error.message}`);
  process.exit(error instanceof UsageError ? 2 : 3);
}
