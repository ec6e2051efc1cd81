import { InvalidArgumentError } from "commander";
import { didYouMean } from "./nearest.ts";

/** Parsers of option values; the error of each states which values it accepts. */

export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Give a whole number ${range}.`);
  };

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** `60s`, `5m`, `1.5h`, `500ms` or plain seconds, in milliseconds. */
export function duration(text: string): number {
  const [, amount, unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|min|h)?$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (units[unit] ?? Number.NaN);
  if (milliseconds > 0 && milliseconds <= 2 ** 31 - 1) return milliseconds;
  throw new InvalidArgumentError("Give a time such as 60s, 5m or 1h.");
}

/** `2/4`: the second of four parts. */
export function shard(text: string): { index: number; of: number } {
  const [, part, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part >= 1 && part <= of) return { index: part - 1, of };
  throw new InvalidArgumentError("Give I/N with I from 1 to N, such as 1/4.");
}

export function speed(text: string): number | "manual" {
  if (text === "manual") return text;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value <= 1e6) return value;
  throw new InvalidArgumentError("Give a factor such as 1000, or manual.");
}

/** One of the known words. */
export const oneOf =
  <Word extends string>(what: string, known: readonly Word[], all: string) =>
  (text: string): Word => {
    if ((known as readonly string[]).includes(text)) return text as Word;
    throw new InvalidArgumentError(`There is no ${what} ${text}${didYouMean(text, known)}; ${all}.`);
  };

/** Some of the known words, with commas between. */
export const someOf =
  <Word extends string>(what: string, known: readonly Word[], all: string) =>
  (text: string): Word[] => {
    const words = text.split(",").filter((word) => word !== "");
    if (words.length === 0) throw new InvalidArgumentError(`Name at least one; ${all}.`);
    return [...new Set(words.map(oneOf(what, known, all)))];
  };
