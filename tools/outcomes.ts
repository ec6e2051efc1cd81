import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Operation } from "../model/language/operation.ts";
import { type RuleId, rules } from "../model/language/rules.ts";
import { steps } from "../model/registry.ts";
import { impossible } from "./impossible.ts";

const model = join(import.meta.dirname, "../model");

/** One declaration at the top of a file: the rows it cites, those it refuses with by itself, and the names it uses. */
interface Declaration {
  readonly cited: readonly RuleId[];
  readonly refusing: readonly RuleId[];
  readonly names: ReadonlySet<string>;
}

/** The declarations of a file, and for each name it imports the file it comes from. */
interface Source {
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly imported: ReadonlyMap<string, string>;
}

function sourceOf(file: string): Source {
  const text = readFileSync(join(model, file), "utf8");
  const imported = new Map<string, string>();
  for (const [, names = "", from = ""] of text.matchAll(
    /^import (?:type )?\{([^}]*)\} from "(?:\.{1,2}\/)+(?:\w+\/)*([^"/]+)";/gm,
  ))
    for (const name of names.match(/\w+/g) ?? []) imported.set(name, from);
  const declared = new Map<string, Declaration>();
  for (const part of text.split(/^(?=(?:export )?(?:const|function|interface|type|class) )/m)) {
    const [, name] = /^(?:export )?(?:const|function) (\w+)/.exec(part) ?? [];
    if (name !== undefined) declared.set(name, declarationIn(part));
  }
  return { declared, imported };
}

/** Rows that are asked about (`may`), compared with, or shown by an accepted call (`accept`) refuse nothing there. */
function declarationIn(text: string): Declaration {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "").replaceAll(/(?:\bmay\(|[!=]== )"\w+"/g, "");
  return {
    cited: rowsIn(code),
    refusing: rowsIn(withoutArguments(code, "accept")).filter((row) => rules[row].errors !== undefined),
    // Neither texts, nor members, nor the keys of objects.
    names: new Set(code.replaceAll(/"[^"\n]*"/g, "").match(/(?<![.\w])[A-Za-z]\w*\b(?!:)/g)),
  };
}

const rowsIn = (code: string): RuleId[] =>
  [...code.matchAll(/"(\w+)"/g)].map(([, word]) => word as RuleId).filter((word) => Object.hasOwn(rules, word));

/** The code with the arguments of every call of a function left out. */
function withoutArguments(code: string, name: string): string {
  const [before = "", ...calls] = code.split(new RegExp(`(?<=\\b${name}\\()`));
  return before + calls.map((rest) => rest.slice(endOfArguments(rest))).join("");
}

function endOfArguments(code: string): number {
  let depth = 1;
  let end = 0;
  for (; end < code.length && depth > 0; end++) depth += code[end] === "(" ? 1 : code[end] === ")" ? -1 : 0;
  return end;
}

/** What the model's source tells of an operation. */
interface Told {
  /** Whether its step leads to `accept`, and the rows it leads to, less those that `impossible.ts` gives a reason for. */
  readonly outcomes: readonly string[];
  /** The rows that its accepted calls show, as far as they are cited by name. */
  readonly shown: readonly RuleId[];
}

export function toldInSource(): Record<string, Told> {
  const sources = new Map(globSync("**/*.ts", { cwd: model }).map((file) => [basename(file), sourceOf(file)]));
  const order = Object.keys(rules) as RuleId[];
  const collect = (file: string, name: string, found: Set<string>, cited: Set<string>, seen: Set<string>): void => {
    const source = sources.get(file);
    const from = source?.imported.get(name);
    if (from === "step.ts" && name === "accept") found.add("accepted");
    if (from !== undefined && from !== "step.ts") collect(from, name, found, cited, seen);
    const own = source?.declared.get(name);
    if (own === undefined || seen.has(`${file} ${name}`)) return;
    seen.add(`${file} ${name}`);
    for (const row of own.refusing) found.add(row);
    for (const row of own.cited) cited.add(row);
    for (const used of own.names) collect(file, used, found, cited, seen);
  };
  const entries = (Object.keys(steps) as Operation[]).sort().map((operation) => {
    const [found, cited] = [new Set<string>(), new Set<string>()];
    collect(`${operation}.ts`, operation, found, cited, new Set());
    for (const row of impossible[operation] ?? []) for (const rows of [found, cited]) rows.delete(row);
    const outcomes = ["accepted", ...order].filter((outcome) => found.has(outcome));
    return [operation, { outcomes, shown: order.filter((row) => cited.has(row) && !found.has(row)) }] as const;
  });
  return Object.fromEntries(entries);
}

/** `model/outcomes.json`: a line for each operation. */
export function outcomesFile(): string {
  const lines = Object.entries(toldInSource()).map(([operation, { outcomes }]) => [operation, outcomes.join(" ")]);
  return `${JSON.stringify(Object.fromEntries(lines), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(join(model, "outcomes.json"), outcomesFile());
