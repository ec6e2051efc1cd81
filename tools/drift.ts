import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unknownShapes } from "./unknownShapes.ts";

const root = join(import.meta.dirname, "..");

/** By reason, what the API has and neither model nor commands use: `docs/records/drift.json`. */
export type Accepted = Readonly<Record<string, readonly string[]>>;

export interface Drift {
  /** Without a reason so far. */
  readonly drifted: readonly string[];
  /** With a reason, although the API no longer has it, or it is used by now. */
  readonly stale: readonly string[];
}

export function driftOf(unknown: readonly string[], accepted: Accepted): Drift {
  const reasoned = Object.values(accepted).flat();
  return {
    drifted: unknown.filter((name) => !reasoned.includes(name)),
    stale: reasoned.filter((name) => !unknown.includes(name)).sort(),
  };
}

export const acceptedDrift = (): Accepted => JSON.parse(readFileSync(join(root, "docs/records/drift.json"), "utf8"));

/** The output of `npm run drift`: a line for each reason, then what must be corrected. */
export function driftText(accepted: Accepted, { drifted, stale }: Drift): string {
  return [
    ...Object.entries(accepted).map(([reason, names]) => `${names.length} accepted: ${reason}`),
    ...drifted.map((name) => `new in the API: ${name}: model it, or give a reason in docs/records/drift.json`),
    ...stale.map((name) => `no longer unknown: ${name}: take it out of docs/records/drift.json`),
    drifted.length + stale.length === 0 ? "nothing drifted" : `${drifted.length} drifted, ${stale.length} stale`,
  ].join("\n");
}

if (import.meta.main) {
  const accepted = acceptedDrift();
  const drift = driftOf(unknownShapes(), accepted);
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/@aws-sdk/client-ecs/package.json"), "utf8"));
  console.log(`@aws-sdk/client-ecs ${version}\n${driftText(accepted, drift)}`);
  process.exitCode = drift.drifted.length + drift.stale.length === 0 ? 0 : 1;
}
