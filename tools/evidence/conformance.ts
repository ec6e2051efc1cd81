import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CallVerdict } from "../../properties/traces/trace.ts";
import { type Tally, tallyOf } from "../../reports/judgement.ts";
import { recordings } from "./recordings.ts";

export const conformanceFile = join(import.meta.dirname, "../../docs/records/conformance.json");

/** How one version of a server answers the recorded calls. */
export interface Conformance extends Tally {
  readonly version: string;
  readonly calls: number;
  /** By file of `fixtures/evidence`. */
  readonly byFile: Readonly<Record<string, Tally>>;
}

/** The verdicts on the traces of each file. */
export function byFile(verdicts: readonly CallVerdict[]): Map<string, CallVerdict[]> {
  const fileOf = new Map(recordings.flatMap(({ name, traces }) => traces.map(({ id }) => [id, name] as const)));
  return Map.groupBy(verdicts, ({ trace }) => fileOf.get(trace) ?? "");
}

export function conformanceOf(version: string, verdicts: readonly CallVerdict[]): Conformance {
  const files = [...byFile(verdicts)].map(([name, own]) => [name, tallyOf(own)] as const);
  return { version, calls: verdicts.length, ...tallyOf(verdicts), byFile: Object.fromEntries(files) };
}

export const recordedConformance = (): Record<string, Conformance> =>
  existsSync(conformanceFile) ? (JSON.parse(readFileSync(conformanceFile, "utf8")) as Record<string, Conformance>) : {};

/** `docs/records/conformance.json` with new figures of one server. */
export const conformanceText = (figures: Readonly<Record<string, Conformance>>): string =>
  `${JSON.stringify({ ...recordedConformance(), ...figures }, null, 2)}\n`;

/** The same with the simulator's present figures. */
export const simulatorConformanceText = (verdicts: readonly CallVerdict[]): string =>
  conformanceText({ embedded: conformanceOf("of this commit", verdicts) });
