import type { Plan } from "../../commands/language/plan.ts";
import { elsewhere, isOfElsewhere, type Reference } from "../../commands/language/reference.ts";
import { cliCommand } from "../../model/language/operation.ts";
import { type Piece, piecesOf, usualValues, variableOf, variablesIn } from "./leaves.ts";

/** The plan as a bash script of AWS CLI calls; like a run, it continues after a refused call. */
export function awsCliScript(plan: Plan): string {
  const variables = variablesIn(plan.map(({ input }) => input));
  const referred = new Set(plan.flatMap(({ input }) => referredSteps(piecesOf(input))));
  const lines = [
    "#!/usr/bin/env bash",
    `# needs the AWS CLI${referred.size > 0 ? " and jq" : ""}; ENDPOINT is the server's URL`,
    `ecs() { aws --endpoint-url "\${ENDPOINT:?}" --region "\${AWS_REGION:-us-east-1}" --output json ecs "$@"; }`,
    ...variables.map((name) => `${name}=\${${name}:-${usualValues[name] ?? "unknown"}}`),
  ];
  for (const [index, { operation, input, atRest }] of plan.entries()) {
    lines.push("");
    if (atRest === true) lines.push("sleep 30  # until everything is at rest");
    const call = `ecs ${cliCommand(operation)} --cli-input-json ${quoted(piecesOf(input))}`;
    lines.push(referred.has(index) ? `r${index + 1}=$(${call}) && echo "$r${index + 1}"` : call);
  }
  return `${lines.join("\n")}\n`;
}

const referredSteps = (pieces: readonly Piece[]): number[] =>
  pieces.flatMap((piece) => (piece.kind === "reference" ? [piece.reference.ref[0]] : []));

/** Single quotes around literal text, double quotes around what the shell expands. */
const quoted = (pieces: readonly Piece[]): string => pieces.map(inShell).join("");

function inShell(piece: Piece): string {
  switch (piece.kind) {
    case "text":
      return piece.text === "" ? "" : `'${piece.text.replaceAll("'", `'\\''`)}'`;
    case "hole":
      return `"$${variableOf(piece.name)}"`;
    case "reference":
      return `"$(${answered(piece.reference)})"`;
  }
}

function answered({ ref: [step, path], as }: Reference): string {
  const steps = path.split(".").map((name) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`));
  const value = `jq -r '${steps.join("").replace(/^\[/, ".[")}' <<<"$r${step + 1}"`;
  if (as === undefined) return value;
  if (isOfElsewhere(as))
    return `${value} | sed -E 's#^(arn:[^:]*:ecs:${as === "otherAccount" ? "[^:]*:" : ""})[^:]*#\\1${elsewhere[as].by}#'`;
  return as === "shortArn"
    ? `${value} | sed -E 's#:(service|task|container-instance)/[^/]+/#:\\1/#'`
    : `${value} | sed 's#.*/##'`;
}
