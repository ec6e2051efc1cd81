import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A row of `docs/ecs-behaviour.md`. */
export interface BehaviourRow {
  readonly says: string;
  readonly source: string;
  readonly confidence: string;
}

export const book = readFileSync(join(import.meta.dirname, "../docs/ecs-behaviour.md"), "utf8");

/** The rows of docs/ecs-behaviour.md by their id; a correction is not a row of its own. */
export function behaviourRows(): Map<string, BehaviourRow> {
  const rows = new Map<string, BehaviourRow>();
  for (const [, id = "", rest = ""] of book.matchAll(/^\| <a id="([A-Z]+\d+[a-z]?)"><\/a>\1[^|]*\|(.*)\|$/gm)) {
    const cells = rest.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const [source = "", confidence = ""] = cells.slice(-2);
    rows.set(id, { says: cells.slice(0, -2).join(": "), source, confidence });
  }
  return rows;
}

/** Rules that are not rows: they are in the text of a section, or in the words of another row. */
export const elsewhere: Readonly<Record<string, string>> = {
  RQ1: "appendix-a",
  RQ2: "appendix-a",
  RQ3: "appendix-a",
  RQ4: "appendix-a",
  RQ5: "appendix-a",
  LI1: "section-9",
  LI2: "section-9",
  LI3: "section-9",
  TEe: "G1",
  CI8: "section-8",
};

/** The anchor of a rule in docs/ecs-behaviour.md; a letter at the end of an id names a part of its row. */
export function anchorOf(id: string, rows: ReadonlyMap<string, BehaviourRow>): string | undefined {
  return [id, id.replace(/[a-z]$/, "")].find((row) => rows.has(row)) ?? elsewhere[id];
}
