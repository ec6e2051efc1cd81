import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type RuleId, rules } from "../model/language/rules.ts";
import { anchorOf, behaviourRows } from "./behaviour.ts";
import { unexercised } from "./unexercised.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/rules.md");

/** The campaign that counts how often each rule is exercised. */
export const countingCampaign = ["--runs", "2000", "--seed", "1"];

/** The counts in a campaign's report. */
export interface Counts {
  readonly rules: Readonly<Record<string, number>>;
  readonly runs: number;
}

/** The files that cite each rule, except the table itself. */
function citations(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of globSync("{model,checker,properties}/**/*.ts", { cwd: root }).sort()) {
    if (basename(path) === "rules.ts") continue;
    const words = new Set(readFileSync(join(root, path), "utf8").match(/\b[A-Z]{1,2}\d*[a-z]?\b/g));
    for (const word of words) found.set(word, [...(found.get(word) ?? []), path]);
  }
  return found;
}

/** A row of the table without its count: it must agree with the code at every commit. */
export function ruleRows(): Map<RuleId, string> {
  const cited = citations();
  const known = behaviourRows();
  const rows = (Object.keys(rules) as RuleId[]).map((id) => {
    const { says, confidence } = rules[id];
    const files = (cited.get(id) ?? []).map((path) => `\`${path}\``).join(" ");
    return [
      id,
      `| [${id}](ecs-behaviour.md#${anchorOf(id, known)}) | ${says.replaceAll("|", "\\|")} | ${confidence} | ${files} |`,
    ] as const;
  });
  return new Map(rows);
}

/** `docs/rules.md`. */
export function rulesPage({ rules: counts, runs }: Counts): string {
  const rows = [...ruleRows()].map(([id, row]) => `${row} ${counts[id] ?? 0} |`);
  const silent = [...ruleRows().keys()].filter((id) => counts[id] === undefined);
  return `# The rules the model knows

Each rule the model decides by: its row of [ecs-behaviour.md](ecs-behaviour.md), which names the source; what it says;
how sure it is (H, M, L); where it is cited; and how often a campaign of ${runs} runs on the simulator was judged by it.
Made by \`npm run docs\`, which plays \`npm run fuzz -- ${countingCampaign.join(" ")}\`.

| rule | says | sure | cited in | exercised |
| --- | --- | --- | --- | ---: |
${rows.join("\n")}

## Never exercised

${silent.map((id) => `- **${id}** (${rules[id].says}): ${unexercised[id] ?? "NO REASON GIVEN"}`).join("\n")}
`;
}

/** The counts of the present page, for changes of rules or files only. */
export function countsOfPage(): Counts {
  const text = readFileSync(page, "utf8");
  const rows = [...text.matchAll(/^\| \[([A-Z]\w*)\].* (\d+) \|$/gm)].map(
    ([, id, count]) => [id, Number(count)] as const,
  );
  return {
    rules: Object.fromEntries(rows.filter(([, count]) => count > 0)),
    runs: Number(/campaign of (\d+) runs/.exec(text)?.[1]),
  };
}

/** A line for each rule that was not exercised and has no reason. */
export function missingReasons({ rules: counts }: Counts): string[] {
  return (Object.keys(rules) as RuleId[])
    .filter((id) => !counts[id] && !unexercised[id])
    .map(
      (id) =>
        `${id} was not exercised: make a command draw what it needs, or add ${id}: "why not" to tools/unexercised.ts`,
    );
}
