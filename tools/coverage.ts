import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import Table from "cli-table3";
import istanbul, { type CoverageMap } from "istanbul-lib-coverage";
import v8ToIstanbul from "v8-to-istanbul";
import { about } from "./phaseFiles.ts";

/**
 * `npm run coverage`: for each phase, how many lines its scenarios cover of their part of the simulator, which runs in
 * a process of its own. Fails below 80 % in a phase.
 */
const least = 80;
const root = join(import.meta.dirname, "..");
const simulator = join(root, "targets/embedded");

interface Dump {
  readonly result: readonly { readonly url: string; readonly functions: never }[];
}

/** Plays the scenarios of a phase, and returns the coverage of the simulator's own files. */
async function played(phase: number): Promise<CoverageMap> {
  const dumps = mkdtempSync(join(tmpdir(), "kecs-fuzz-coverage-"));
  try {
    const words = ["bin/kecs-fuzz.js", "scenarios", "--phase", String(phase), "--seed", "1"];
    const env = { ...process.env, NODE_V8_COVERAGE: dumps };
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`the scenarios of phase ${phase} ended with ${status}:\n${stdout.slice(-2000)}`);
    const map = istanbul.createCoverageMap();
    for (const name of readdirSync(dumps)) {
      const { result } = JSON.parse(readFileSync(join(dumps, name), "utf8")) as Dump;
      if (!result.some(({ url }) => url === pathToFileURL(join(simulator, "child.ts")).href)) continue;
      for (const { url, functions } of result) {
        if (!url.startsWith(`${pathToFileURL(simulator).href}/`)) continue;
        const converter = v8ToIstanbul(new URL(url).pathname);
        await converter.load();
        converter.applyCoverage(functions);
        map.merge(converter.toIstanbul());
      }
    }
    return map;
  } finally {
    rmSync(dumps, { recursive: true, force: true });
  }
}

/** The share of executable lines that were executed, over some files. */
function share(map: CoverageMap, files: readonly string[]): { covered: number; total: number; percent: number } {
  const all = files.map((file) =>
    map.files().includes(file) ? map.fileCoverageFor(file).toSummary().lines : undefined,
  );
  const covered = all.reduce((sum, lines) => sum + (lines?.covered ?? 0), 0);
  const total = all.reduce(
    (sum, lines, index) => sum + (lines?.total ?? readFileSync(files[index] as string, "utf8").split("\n").length),
    0,
  );
  return { covered, total, percent: (100 * covered) / total };
}

const table = new Table({ head: ["phase", "files", "lines run", "of", "%", "least covered"], style: { head: [] } });
const whole = istanbul.createCoverageMap();
const poor: number[] = [];
for (const [phase, patterns] of Object.entries(about)) {
  const map = await played(Number(phase));
  whole.merge(map);
  const files = globSync([...patterns], { cwd: simulator }).map((file) => join(simulator, file));
  const { covered, total, percent } = share(map, files);
  const worst = files
    .map((file) => ({ file: relative(simulator, file), percent: share(map, [file]).percent }))
    .sort((one, other) => one.percent - other.percent)
    .slice(0, 2);
  const named = worst.map(({ file, percent }) => `${file} ${percent.toFixed(0)} %`).join(", ");
  table.push([phase, files.length, covered, total, percent.toFixed(1), named]);
  if (percent < least) poor.push(Number(phase));
}
const all = globSync("**/*.ts", { cwd: simulator }).map((file) => join(simulator, file));
const { covered, total, percent } = share(whole, all);
table.push(["all", all.length, covered, total, percent.toFixed(1), ""]);
console.log(table.toString());
if (poor.length > 0) console.error(`phase ${poor.join(", ")}: below ${least} % of what its scenarios are about`);
process.exitCode = poor.length > 0 ? 1 : 0;
