import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attemptsOf } from "./attempts.ts";

/**
 * `npm run rarity`: counts what unguided plans attempt, in the model alone, and writes the table that guidance reads.
 * To be run after a change of generators or rules; the same code writes the same table.
 */
const file = join(import.meta.dirname, "../../commands/plans/guidance/rarity.json");
const seed = 1;
const plans = 3000;

const { outcomes, pairs } = attemptsOf(seed, plans, { guided: 0 });
const counts = [...outcomes, ...pairs].sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(
  file,
  `{\n  "plans": ${plans},\n  "counts": {\n${counts.map(([key, count]) => `    ${JSON.stringify(key)}: ${count}`).join(",\n")}\n  }\n}\n`,
);
console.log(`${outcomes.size} outcomes and ${pairs.size} pairs in ${plans} plans: ${file}`);
