import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type RuleId, rules } from "../model/language/rules.ts";
import { anchorOf, behaviourRows } from "./behaviour.ts";
import { evidenceOf } from "./evidence/rowEvidence.ts";
import { unexercised } from "./unexercised.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/rules.md");

/** What is played to count how often each row is exercised. */
export const countingCampaign = ["--runs", "2000", "--seed", "1"];

/** What a campaign's report says of rows. */
export interface Counts {
  readonly rules: Readonly<Record<string, number>>;
  readonly runs: number;
}

/** The files that cite each row, the table itself left out. */
function citations(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of globSync("{model,checker,properties}/**/*.ts", { cwd: root }).sort()) {
    if (basename(path) === "rules.ts") continue;
    const words = new Set(readFileSync(join(root, path), "utf8").match(/\b[A-Z]{1,2}\d*[a-z]?\b/g));
    for (const word of words) found.set(word, [...(found.get(word) ?? []), path]);
  }
  return found;
}

/** A row of the table up to its count: what must agree with the code at every commit. */
export function ruleRows(): Map<RuleId, string> {
  const cited = citations();
  const known = behaviourRows();
  const rows = (Object.keys(rules) as RuleId[]).map((id) => {
    const { says, confidence } = rules[id];
    const files = (cited.get(id) ?? []).map((path) => `\`${path}\``).join(" ");
    return [
      id,
      `| [${id}](ecs-behaviour.md#${anchorOf(id, known)}) | ${says.replaceAll("|", "\\|")} | ${confidence} | ${evidenceOf(id)} | ${files} |`,
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
how sure it is (H, M, L); its evidence; where it is cited; and how often a campaign of ${runs} runs on the simulator was
judged by it. Evidence is counted in calls of [fixtures/evidence](evidence.md): those that ECS answered by the rule, as
the model reads them, and those that were recorded for its row, \`recorded\` on an account, \`quoted\` by a person or
\`documented\`. \`row recorded\` says that a longer recording bears on the row, without a call that shows the rule.
Made by \`npm run docs\`, which plays \`npm run fuzz -- ${countingCampaign.join(" ")}\`.

| rule | says | sure | evidence | cited in | exercised |
| --- | --- | --- | --- | --- | ---: |
${rows.join("\n")}

## Never exercised

${silent.map((id) => `- **${id}** (${rules[id].says}): ${unexercised[id] ?? "NO REASON GIVEN"}`).join("\n")}
`;
}

/** What the page says now: for when only rows or files changed. */
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

/** A line for each row that was not exercised and whose reason nobody wrote down. */
export function missingReasons({ rules: counts }: Counts): string[] {
  return (Object.keys(rules) as RuleId[])
    .filter((id) => !counts[id] && !unexercised[id])
    .map(
      (id) =>
        `${id} was not exercised: make a command draw what it needs, or add ${id}: "why not" to tools/unexercised.ts`,
    );
}
