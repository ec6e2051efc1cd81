import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { allOperations } from "../../commands/plans/generate.ts";
import { outcomesOfOperation, pairsOfOperation } from "../../commands/plans/guidance/attempt.ts";
import { type Attempts, attemptsOf } from "./attempts.ts";
import { type InputMembers, inputMembersOf } from "./inputMembers.ts";
import { type Reach, reachPage } from "./reachPage.ts";

/**
 * `npm run reach`: how many outcomes and state pairs plans attempt, without guidance, with it, and if all plans were
 * guided, how long it takes to draw one, and which members of inputs plans give. No server is needed: the model alone plays them.
 */
const sizes = [100, 500, 2000] as const;
const seed = 11;
const root = join(import.meta.dirname, "../..");
const record = join(root, "docs/records/reach.json");
const page = join(root, "docs/reach.md");

const ways = { unguided: { guided: 0 }, default: {}, guided: { guided: 1 } } as const;

function measure(): Reach {
  const rows: Reach["rows"][number][] = [];
  const attempted = new Map<string, Attempts>();
  for (const [way, options] of Object.entries(ways)) {
    const start = performance.now();
    const attempts = attemptsOf(seed, sizes[2], options, (plans, { outcomes, pairs }) => {
      if (!(sizes as readonly number[]).includes(plans)) return;
      rows.push({ way, plans, outcomes: outcomes.size, pairs: pairs.size });
      const milliseconds = (performance.now() - start) / plans;
      console.log(
        `${way}: ${plans} plans, ${outcomes.size} outcomes, ${pairs.size} pairs, ${milliseconds.toFixed(1)} ms a plan`,
      );
    });
    attempted.set(way, attempts);
  }
  const [without, withGuidance] = [attempted.get("unguided"), attempted.get("default")];
  if (without === undefined || withGuidance === undefined) throw new Error("nothing was counted");
  printRarer(without, withGuidance);
  return {
    known: {
      outcomes: allOperations.flatMap(outcomesOfOperation).length,
      pairs: allOperations.flatMap(pairsOfOperation).length,
    },
    rows,
    inputs: inputMembersOf(seed, sizes[2]).map(summary),
    pairs: Object.fromEntries([...withGuidance.pairs].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function summary({ operation, known, drawn, judged }: InputMembers): Reach["inputs"][number] {
  const isInside = (path: string, around: string) =>
    /^(?:\[\])*\./.test(path.slice(around.length)) && path.startsWith(around);
  const absent = known.filter((path) => !drawn.includes(path));
  return {
    operation,
    known: known.length,
    drawn: drawn.length,
    judged: judged.length,
    ignored: drawn.filter((path) => !judged.includes(path)),
    missing: absent.filter((path) => !absent.some((around) => isInside(path, around))),
  };
}

/** What occurs in at least this share of unguided plans is common. */
const commonShare = 0.05;

/** How many of the common outcomes and pairs that guidance makes rarest are printed. */
const shown = 8;

/** Prints which common outcomes and pairs fewer plans attempt because of guidance. */
function printRarer(without: Attempts, withGuidance: Attempts): void {
  const ratios = [...without.plans]
    .filter(([, plans]) => plans >= commonShare * sizes[2])
    .map(([key, plans]) => ({ key, ratio: (withGuidance.plans.get(key) ?? 0) / plans }))
    .sort((one, other) => one.ratio - other.ratio);
  const middle = ratios[Math.floor(ratios.length / 2)]?.ratio ?? 1;
  console.log(
    `${ratios.length} common outcomes and pairs occur in ${middle.toFixed(2)} times as many plans (median); rarest:`,
  );
  for (const { key, ratio } of ratios.slice(0, shown)) console.log(`  ${ratio.toFixed(2)}  ${key}`);
}

new Command("npm run reach --")
  .description("count the outcomes and state pairs that plans attempt in the model")
  .option("--write", "write docs/records/reach.json and docs/reach.md")
  .option("--page", "write docs/reach.md from the record, without counting")
  .allowExcessArguments(false)
  .action(({ write = false, page: pageOnly = false }: { write?: boolean; page?: boolean }) => {
    if (!pageOnly) {
      const reach = measure();
      if (!write) return;
      writeFileSync(record, `${JSON.stringify(reach, undefined, 1)}\n`);
    }
    writeFileSync(page, reachPage(JSON.parse(readFileSync(record, "utf8")) as Reach));
  })
  .parse();
