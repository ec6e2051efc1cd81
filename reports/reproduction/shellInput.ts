import type { Plan } from "../../commands/language/plan.ts";
import { elsewhere, isOfElsewhere, type Reference, referencesIn } from "../../commands/language/reference.ts";
import { type Piece, piecesOf, usualValues, variableOf, variablesIn } from "./leaves.ts";
import { shellQuoted } from "./shell.ts";

/** An input's JSON as one word of bash: single quotes around literal text, double quotes around what bash expands. */
export const inputWord = (input: Plan[number]["input"]): string => piecesOf(input).map(inShell).join("");

function inShell(piece: Piece): string {
  switch (piece.kind) {
    case "text":
      return piece.text === "" ? "" : shellQuoted(piece.text);
    case "hole":
      return `"$${variableOf(piece.name)}"`;
    case "reference":
      return `"$(${answered(piece.reference)})"`;
  }
}

/** A reply is in the variable `r1` of its command, counted from 1. */
export const replyVariable = (step: number): string => `r${step + 1}`;

function answered({ ref: [step, path], as }: Reference): string {
  const value = `jq -r ${shellQuoted(jqPath(path.split(".")))} <<<"$${replyVariable(step)}"`;
  if (as === undefined) return value;
  if (isOfElsewhere(as))
    return `${value} | sed -E 's#^(arn:[^:]*:ecs:${as === "otherAccount" ? "[^:]*:" : ""})[^:]*#\\1${elsewhere[as].by}#'`;
  return as === "shortArn"
    ? `${value} | sed -E 's#:(service|task|container-instance)/[^/]+/#:\\1/#'`
    : `${value} | sed 's#.*/##'`;
}

/** Names and indexes as a filter of jq: `.tasks[0].taskArn`. */
export function jqPath(names: readonly string[]): string {
  const steps = names.map((name) => (/^\d+$/.test(name) ? `[${name}]` : memberOf(name)));
  return steps.join("").replace(/^(?=\[)/, ".");
}

const memberOf = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

/** The commands to whose replies others refer. */
export const referredSteps = (plan: Plan): Set<number> =>
  new Set(plan.flatMap(({ input }) => [...referencesIn(input)].map(({ ref: [step] }) => step)));

/** The lines that give the variables of a plan their values. */
export function variableLines(plan: Plan): string[] {
  const names = variablesIn(plan.map(({ input }) => input));
  const lines = names.map((name) => `${name}=\${${name}:-${usualValues[name] ?? "unknown"}}`);
  return lines.length === 0 ? [] : [`# set ${names.join(", ")} to what your server knows`, ...lines];
}
