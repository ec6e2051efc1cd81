import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { judgeByModel } from "../../properties/traces/judgeByModel.ts";
import { judgeTraces } from "../../properties/traces/judgeTarget.ts";
import { readTraces } from "../../properties/traces/readTraces.ts";
import type { CallVerdict, Trace } from "../../properties/traces/trace.ts";
import { openEmbedded } from "../../targets/embedded.ts";

const folder = join(import.meta.dirname, "../../fixtures/evidence");

/** The traces of one file of `fixtures/evidence`. */
export interface Recordings {
  /** The file name without its extension. */
  readonly name: string;
  readonly traces: readonly Trace[];
}

export const recordings: readonly Recordings[] = globSync("*.json", { cwd: folder })
  .sort()
  .map((file) => ({ name: basename(file, ".json"), traces: readTraces(join(folder, file)) }));

export const allTraces: readonly Trace[] = recordings.flatMap(({ traces }) => traces);

let ofModel: readonly CallVerdict[] | undefined;

/** The model's verdict on every recorded call, judged once. */
export const verdictsOfModel = (): readonly CallVerdict[] => {
  ofModel ??= allTraces.flatMap(judgeByModel);
  return ofModel;
};

/** The verdict on the simulator's reply to every recorded call; its clock advances only by the recorded times. */
export async function verdictsOfSimulator(): Promise<CallVerdict[]> {
  const target = await openEmbedded({ seed: 0, speed: "manual", jitter: false, bug: undefined });
  try {
    return await judgeTraces(allTraces, target);
  } finally {
    await target.close();
  }
}

/** The reason of a verdict without ids and times of this execution: the same text every time. */
export const reasonInWords = (reason: string): string =>
  reason
    .replaceAll(/[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d{19}\b/g, "…")
    .replaceAll(/\b1[5-9]\d{8}(?:\.\d+)?\b/g, "a time");
