import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ScenarioOutcome } from "../scenarios/kit/runner/result.ts";

/** The observed result of one scenario on a target. */
export interface Fact {
  readonly phase: number;
  readonly name: string;
  readonly outcome: ScenarioOutcome;
  /** If it did not pass: the first line of the reason, or the deviation that expects it. */
  readonly why?: string | undefined;
}

/** The results of scenarios on one version of a server. */
export interface ScenarioRecord {
  readonly version: string;
  readonly facts: readonly Fact[];
}

export type ScenarioRecords = { readonly [target: string]: ScenarioRecord };

/** A cell of the file: `passed`, `skipped: why` …, or null when the scenario was not played on the target. */
type Cell = string | null;

interface Stored {
  readonly targets: { readonly [target: string]: string };
  /** By phase and name: a cell for each target, in the order of `targets`. */
  readonly phases: { readonly [phase: string]: { readonly [name: string]: readonly Cell[] } };
}

const file = join(import.meta.dirname, "../docs/records/scenarios.json");

export const readRecords = (): ScenarioRecords => parseRecords(readFileSync(file, "utf8"));

export const writeRecords = (records: ScenarioRecords): void => writeFileSync(file, recordsText(records));

export function parseRecords(text: string): ScenarioRecords {
  const { targets, phases } = JSON.parse(text) as Stored;
  const rows = Object.entries(phases).flatMap(([phase, names]) =>
    Object.entries(names).map(([name, cells]) => ({ phase: Number(phase), name, cells })),
  );
  return Object.fromEntries(
    Object.entries(targets).map(([target, version], column) => {
      const facts = rows.flatMap(({ cells, ...scenario }) => {
        const cell = cells[column] ?? null;
        return cell === null ? [] : [{ ...scenario, ...fromCell(cell) }];
      });
      return [target, { version, facts }];
    }),
  );
}

/** The file: a line for each scenario. */
export function recordsText(records: ScenarioRecords): string {
  const targets = Object.entries(records);
  const all = inOrder(targets.flatMap(([, { facts }]) => facts));
  const phases = [...Map.groupBy(all, ({ phase }) => phase)].map(([phase, facts]) => {
    const lines = [...new Set(facts.map(({ name }) => name))].map((name) => {
      const cells = targets.map(([, { facts }]) => {
        const fact = facts.find((each) => each.phase === phase && each.name === name);
        return JSON.stringify(fact === undefined ? null : inCell(fact));
      });
      return `      ${JSON.stringify(name)}: [${cells.join(", ")}]`;
    });
    return `    "${phase}": {\n${lines.join(",\n")}\n    }`;
  });
  const versions = targets.map(([target, { version }]) => `${JSON.stringify(target)}: ${JSON.stringify(version)}`);
  return `{\n  "targets": { ${versions.join(", ")} },\n  "phases": {\n${phases.join(",\n")}\n  }\n}\n`;
}

const inCell = ({ outcome, why }: Fact): string => (why === undefined ? outcome : `${outcome}: ${why}`);

function fromCell(cell: string): Pick<Fact, "outcome" | "why"> {
  const [outcome = ""] = cell.split(":", 1);
  const why = cell.length === outcome.length ? {} : { why: cell.slice(outcome.length + 2) };
  return { outcome: outcome as ScenarioOutcome, ...why };
}

export const inOrder = (facts: readonly Fact[]): Fact[] =>
  facts.toSorted((a, b) => a.phase - b.phase || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
