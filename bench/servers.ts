import Table from "cli-table3";
import { baselineOf, comparison, type Figures, machineClass, updateBaseline } from "./baseline.ts";
import { Calibration } from "./calibration.ts";
import { type GrowthResult, measureServerGrowth } from "./growth.ts";
import { Bench } from "./load.ts";
import { figuresOf, measureResponses, type Response } from "./responses.ts";
import { growthInWords } from "./slope.ts";

const plain = { style: { head: [], border: [], compact: true } };

async function at<Result>(name: string, work: (bench: Bench) => Promise<Result>): Promise<Result> {
  const bench = await Bench.at(name);
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}

/** Response times of all targets side by side; returns false when `compare` finds one that is worse. */
export async function responses(
  targets: readonly string[],
  { compare, update }: { readonly compare: boolean; readonly update: boolean },
): Promise<boolean> {
  const calibration = await Calibration.start();
  const all: [string, Map<string, Response>][] = [];
  try {
    for (const name of targets) all.push([name, await at(name, (bench) => measureResponses(bench, calibration))]);
  } finally {
    calibration.stop();
  }
  console.log(`API response times: median ms · p99 ms · multiple of a bare round trip ± its noise (${machineClass()})`);
  const table = new Table({ head: ["operation", ...targets], ...plain });
  for (const operation of new Set(all.flatMap(([, found]) => [...found.keys()])))
    table.push([operation, ...all.map(([, found]) => cellOf(found.get(operation)))]);
  console.log(table.toString());
  let fine = true;
  for (const [name, found] of all) {
    if (compare) fine = compared(name, figuresOf(found)) && fine;
    if (update) updated(name, figuresOf(found));
  }
  return fine;
}

function cellOf(response: Response | undefined): string {
  const figure = response && figuresOf(new Map([["", response]]))[""];
  if (response === undefined || figure === undefined) return "refused";
  const { latencies, failed } = response;
  const times = `${latencies.at(50).toFixed(2)} · ${latencies.at(99).toFixed(2)}`;
  const text = `${times} · ${figure.ratio.toFixed(2)} ± ${figure.noise.toFixed(2)}`;
  return failed > 0 ? `${text} · ${failed} failed` : text;
}

function compared(target: string, figures: Figures): boolean {
  const baseline = baselineOf(target);
  if (baseline === undefined) {
    console.log(`${target} has no baseline on ${machineClass()} machines: --update makes one`);
    return true;
  }
  const text = comparison(baseline, figures);
  for (const { change, line } of text) console.log(`${target}: ${change} than its baseline: ${line}`);
  if (text.length === 0) console.log(`${target}: as its baseline, within noise`);
  return text.every(({ change }) => change === "better");
}

function updated(target: string, figures: Figures): void {
  const baseline = baselineOf(target) ?? {};
  updateBaseline(target, figures);
  for (const [operation, { ratio }] of Object.entries(figures))
    console.log(`${target} ${operation}: ${baseline[operation]?.ratio.toFixed(2) ?? "none"} → ${ratio.toFixed(2)}`);
}

/** The growth of calls and memory of all targets, from ten services up to a limit. */
export async function growth(targets: readonly string[], upTo: number, seconds: number): Promise<void> {
  const all: [string, GrowthResult][] = [];
  for (const name of targets) all.push([name, await at(name, (bench) => measureServerGrowth(bench, upTo, seconds))]);
  for (const [name, { most, growths }] of all) {
    console.log(`${name}: one call among 10 and among ${most} services, and its exponent over the last sizes`);
    const table = new Table({ head: ["", "few", "many", "exponent", ""], ...plain });
    for (const { what, few, many, exponent } of growths) {
      const unit = what === "memory" ? "MiB" : "ms";
      const words = what === "memory" ? "" : growthInWords(exponent);
      table.push([what, `${few.toFixed(2)} ${unit}`, `${many.toFixed(2)} ${unit}`, exponent.toFixed(2), words]);
    }
    console.log(table.toString());
  }
}
