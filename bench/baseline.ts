import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { median } from "./measure.ts";

/** A figure over the rounds of a measurement: its median, and the median absolute deviation of the rounds. */
export interface Figure {
  readonly ratio: number;
  readonly noise: number;
}

export type Figures = Readonly<Record<string, Figure>>;

export function figureOf(rounds: readonly number[]): Figure {
  const ratio = median(rounds);
  return { ratio, noise: median(rounds.map((each) => Math.abs(each - ratio))) };
}

/** For normally distributed noise, the standard deviation is this multiple of the median absolute deviation. */
const deviations = 1.4826;
/** A change of fewer standard deviations counts as noise. */
const beyond = 4;
/** A change of a smaller share does not matter, even on an idle machine. */
const share = 0.15;

/** How a figure changed since its baseline. */
export type Change = "same" | "worse" | "better";

/** Compares a figure with its baseline; only a change beyond the noise of both counts. */
export function changeOf(was: Figure, is: Figure): Change {
  const difference = is.ratio - was.ratio;
  const bound = Math.max(beyond * deviations * Math.max(was.noise, is.noise), share * was.ratio);
  if (Math.abs(difference) <= bound) return "same";
  return difference > 0 ? "worse" : "better";
}

/** The changes beyond noise, as text; an operation that no longer gets a reply has become worse. */
export function comparison(baseline: Figures, figures: Figures): { change: Change; line: string }[] {
  return Object.entries(baseline).flatMap(([operation, was]) => {
    const is = figures[operation];
    if (is === undefined) return [{ change: "worse" as const, line: `${operation} is answered no more` }];
    const change = changeOf(was, is);
    return change === "same" ? [] : [{ change, line: `${operation} ${was.ratio.toFixed(2)} → ${is.ratio.toFixed(2)}` }];
  });
}

const figure = z.strictObject({ ratio: z.number().positive(), noise: z.number().nonnegative() });
const baselines = z.record(z.string(), z.record(z.string(), figure));

export const baselineFile = join(import.meta.dirname, "baselines.json");

/** Machines that may be compared: the same system and the same number of cores. */
export const machineClass = (): string => `${os.platform()}-${os.arch()}-${os.availableParallelism()}-cores`;

const keyOf = (target: string): string => `${target} on ${machineClass()}`;

const read = (file: string) => (existsSync(file) ? baselines.parse(JSON.parse(readFileSync(file, "utf8"))) : {});

/** The baseline of a target on machines like this one; undefined when there is none. */
export const baselineOf = (target: string, file = baselineFile): Figures | undefined => read(file)[keyOf(target)];

/** Replaces the target's baseline by these figures. */
export function updateBaseline(target: string, figures: Figures, file = baselineFile): void {
  const rounded = Object.entries(figures).map(([name, { ratio, noise }]) => {
    return [name, { ratio: Number(ratio.toPrecision(4)), noise: Number(noise.toPrecision(3)) }] as const;
  });
  const all = { ...read(file), [keyOf(target)]: Object.fromEntries(rounded) };
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(Object.entries(all).sort()), null, 2)}\n`);
}
