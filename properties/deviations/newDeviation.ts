import { parse, type Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { sequential } from "../property.ts";
import { toComplete } from "./deviation.ts";
import { type Patch, patchOf } from "./patch.ts";

/** A divergence from which a deviation is drafted. */
export interface DivergenceToAccept {
  /** The name of the ledger. */
  readonly ledger: string;
  readonly signature: string;
  readonly symptoms: readonly string[];
  readonly row: string | undefined;
  readonly expected: string;
  readonly actual: string;
  /** Was it reproduced in every replay? */
  readonly always: boolean;
  readonly property: string;
  readonly plan: Plan;
}

/** The number of plays of a witness that does not show its signature in every play. */
const patientPlays = 20;
const longestName = 80;

/** Drafts the file of a deviation, except what only a person knows; `isTaken` tells which names other files have. */
export function newDeviation(
  accepted: DivergenceToAccept,
  isTaken: (name: string) => boolean,
): { readonly name: string; readonly text: string } {
  const { ledger, signature, symptoms, row, expected, actual, always, property, plan } = accepted;
  const name = nameOf(signature, isTaken);
  const head = {
    id: `${ledger}/${name}`,
    summary: `${toComplete}: what this server does, in one line`,
    evidence: { row: row ?? `${toComplete}: the row it breaks`, does: `${toComplete}: ${actual}, not ${expected}` },
    upstream: `${toComplete}: the address of the report, or unreported`,
    since: `${toComplete}: the version this was seen in`,
  };
  const members = Object.entries(head).map(([member, value]) => `  "${member}": ${JSON.stringify(value)},`);
  const lines = (items: readonly unknown[], indent: string) =>
    items.map((item) => `${indent}${JSON.stringify(item)}`).join(",\n");
  const text = [
    "{",
    ...members,
    '  "patch": [',
    lines(patchesOf([signature, ...symptoms].map(parse)), "    "),
    "  ],",
    '  "witness": {',
    `    "signature": ${JSON.stringify(signature)},`,
    ...(property === sequential ? [] : [`    "property": ${JSON.stringify(property)},`]),
    ...(always ? [] : [`    "plays": ${patientPlays},`]),
    '    "commands": [',
    lines(plan, "      "),
    "    ]",
    "  }",
    "}",
    "",
  ].join("\n");
  return { name, text };
}

/**
 * The name of the file for a signature: `create-cluster-outcome-cl4-accepted` for `CreateCluster/outcome/CL4→accepted`.
 */
function nameOf(signature: string, isTaken: (name: string) => boolean): string {
  const words = signature.replaceAll(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
  const name = words
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, longestName)
    .replaceAll(/^-|-$/g, "");
  let [free, number] = [name, 1];
  while (isTaken(free)) free = `${name}-${++number}`;
  return free;
}

/** A refusal with another type has another text too, for the same reason. */
const withText = (patch: Patch): Patch => (patch.kind === "error" ? { ...patch, text: "any" } : patch);

/** One patch for each signature; signatures that differ only in their operation share one. */
function patchesOf(signatures: readonly Signature[]): Patch[] {
  const byRest = new Map<string, Patch>();
  for (const patch of signatures.map(patchOf).map(withText)) {
    const { operations, ...rest } = patch as Patch & { readonly operations?: "any" | string[] };
    const key = JSON.stringify(rest);
    const known = byRest.get(key) as typeof patch & { readonly operations?: "any" | string[] };
    const both = [known?.operations, operations].filter((some) => Array.isArray(some)).flat();
    byRest.set(
      key,
      known === undefined || both.length === 0 ? patch : ({ ...known, operations: [...new Set(both)] } as Patch),
    );
  }
  return [...byRest.values()];
}
