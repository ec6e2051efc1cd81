import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RuleId, rules } from "../model/language/rules.ts";
import { unexercised } from "./unexercised.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/rules.md");
const campaign = ["--runs", "2000", "--seed", "1"];

/** The files that cite each row, the table itself left out. */
function citations(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of globSync("{model,checker,properties}/*.ts", { cwd: root }).sort()) {
    if (path === "model/language/rules.ts") continue;
    // A card lists what its step cites, and what others cite for it.
    const text = readFileSync(join(root, path), "utf8").replaceAll(/^ {2}(accepts|refuses): \[[^\]]*\]/gm, "");
    const words = new Set(text.match(/\b[A-Z]{1,2}\d*[a-z]?\b/g));
    for (const word of words) found.set(word, [...(found.get(word) ?? []), path]);
  }
  return found;
}

/** A row of the table up to its count: what must agree with the code at every commit. */
export function ruleRows(): Map<RuleId, string> {
  const cited = citations();
  const rows = (Object.keys(rules) as RuleId[]).map((id) => {
    const { says, confidence } = rules[id];
    const files = (cited.get(id) ?? []).map((path) => `\`${path}\``).join(" ");
    return [id, `| ${id} | ${says.replaceAll("|", "\\|")} | ${confidence} | ${files} |`] as const;
  });
  return new Map(rows);
}

function rulesPage(counts: Readonly<Record<string, number>>, runs: number): string {
  const rows = [...ruleRows()].map(([id, row]) => `${row} ${counts[id] ?? 0} |`);
  const silent = [...ruleRows().keys()].filter((id) => counts[id] === undefined);
  return `# The rules the model knows

Each row of \`ecs-behaviour.md\` the model decides by, what it says, how sure it is (H, M, L), where it is cited, and how
often a campaign of ${runs} runs on the simulator was judged by it. Made by \`npm run docs\`, which plays
\`npm run fuzz -- ${campaign.join(" ")}\`.

| row | says | sure | cited in | exercised |
| --- | --- | --- | --- | ---: |
${rows.join("\n")}

## Never exercised

${silent.map((id) => `- **${id}** (${rules[id].says}): ${unexercised[id] ?? "NO REASON GIVEN"}`).join("\n")}
`;
}

/** What the page says now: for when only rows or files changed. */
function countedBefore(): { rules: Record<string, number>; runs: number } {
  const text = readFileSync(page, "utf8");
  const rows = [...text.matchAll(/^\| ([A-Z]\w*) .* (\d+) \|$/gm)].map(([, id, count]) => [id, Number(count)] as const);
  return {
    rules: Object.fromEntries(rows.filter(([, count]) => count > 0)),
    runs: Number(/campaign of (\d+) runs/.exec(text)?.[1]),
  };
}

/** What a campaign counted: a new one, one whose report is named, or with `--rows` the one the page was made from. */
function counted(file: string | undefined): { rules: Record<string, number>; runs: number } {
  if (file === "--rows") return countedBefore();
  if (file !== undefined) return JSON.parse(readFileSync(file, "utf8"));
  const directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-docs-"));
  try {
    const args = ["bin/kecs-fuzz.js", "fuzz", ...campaign, "--report", directory];
    execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    return JSON.parse(readFileSync(join(directory, "report.json"), "utf8"));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

if (import.meta.main) {
  const report = counted(process.argv[2]);
  const unexplained = (Object.keys(rules) as RuleId[]).filter((id) => !report.rules[id] && !unexercised[id]);
  writeFileSync(page, rulesPage(report.rules, report.runs));
  for (const id of unexplained) console.error(`docs/unexercised.ts: ${id} was not exercised and has no reason there`);
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}
