import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { allOperations } from "../commands/plans/generate.ts";
import { outcomesOfOperation, pairsOfOperation } from "../commands/plans/guidance/attempt.ts";
import { type Attempts, attemptsOf } from "./attempts.ts";
import { type Reach, reachPage } from "./reachPage.ts";

/**
 * `npm run reach`: how many outcomes and state pairs plans attempt, without guidance, with it, and if all plans were
 * guided, and how long it takes to draw one. No server is needed: the model alone plays them.
 */
const sizes = [100, 500, 2000] as const;
const seed = 11;
const root = join(import.meta.dirname, "..");
const record = join(root, "docs/records/reach.json");
const page = join(root, "docs/reach.md");

const ways = { unguided: { guided: 0 }, default: {}, guided: { guided: 1 } } as const;

function measure(): Reach {
  const rows: Reach["rows"][number][] = [];
  let last: Attempts | undefined;
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
    if (way === "default") last = attempts;
  }
  return {
    known: {
      outcomes: allOperations.flatMap(outcomesOfOperation).length,
      pairs: allOperations.flatMap(pairsOfOperation).length,
    },
    rows,
    pairs: Object.fromEntries([...(last?.pairs ?? [])].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
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
