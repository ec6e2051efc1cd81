import type { Plan } from "../../commands/language/plan.ts";
import type { ReportDocument } from "../document.ts";
import { awsCliScript } from "../reproduction/awsCli.ts";
import { evidenceText } from "../ruleEvidence.ts";

/** A divergence as an issue for the server's maintainers: Markdown, with the title on the first line. */
export function issueText(
  { target, seed }: ReportDocument,
  divergence: ReportDocument["divergences"][number],
  plan: Plan,
  version: string,
): string {
  const {
    signature,
    operation,
    look,
    path,
    expected,
    actual,
    rule,
    words,
    reproduced,
    evidence,
    documentation,
    exchanges = [],
  } = divergence;
  const reader = look ?? operation;
  const field = path === undefined || path === "" ? "the reply" : `\`${path}\``;
  const last = exchanges.findLast((each) => each.operation === reader);
  return [
    `${reader}: ${field} is ${actual}, but ECS returns ${expected}`,
    "",
    "## What happens",
    "",
    ...plan.map(
      ({ operation, atRest }, index) =>
        `${index + 1}. \`${operation}\`${atRest === true ? ", once everything is at rest" : ""}`,
    ),
    "",
    `Then ${field} of \`${reader}\` is ${code(actual)}.`,
    ...(last === undefined
      ? []
      : ["", `The reply was${last.status === undefined ? "" : ` ${last.status}`}:`, "", fenced("json", last.answer)]),
    "",
    "## What ECS does",
    "",
    `The value is ${code(expected)}.${rule === undefined ? "" : ` ${sentence(words ?? "")} (row ${rule} of kecs-fuzz's docs/rules.md).`}`,
    ...(rule === undefined ? [] : ["", `Evidence: ${evidenceText(evidence)}.`]),
    ...(documentation === undefined ? [] : ["", `The operation in AWS's documentation: ${documentation}`]),
    "",
    "## To reproduce it",
    "",
    fenced("bash", awsCliScript(plan)),
    "",
    `Found by kecs-fuzz ${version} (seed ${seed}, ${target}): reproduced in ${reproduced} replays, signature \`${signature}\`.`,
    "",
  ].join("\n");
}

const code = (text: string): string => `\`${text.replaceAll("`", "ˋ")}\``;

/** A code block with a fence that the text cannot close. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
