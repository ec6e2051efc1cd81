import type { Plan } from "../commands/language/plan.ts";
import type { ReportDocument } from "./document.ts";
import { awsCliScript } from "./reproduction/awsCli.ts";

/** A divergence as an issue for whoever keeps the server: Markdown, the first line its title. */
export function issueText(
  { target, seed }: ReportDocument,
  divergence: ReportDocument["divergences"][number],
  plan: Plan,
  version: string,
): string {
  const { signature, operation, look, path, expected, actual, rule, words, reproduced, exchanges = [] } = divergence;
  const reader = look ?? operation;
  const field = path === undefined || path === "" ? "the reply" : `\`${path}\``;
  const last = exchanges.findLast((each) => each.operation === reader);
  return [
    `${reader}: ${field} is ${actual}, ECS says ${expected}`,
    "",
    "## What happens",
    "",
    ...plan.map(
      ({ operation, atRest }, index) =>
        `${index + 1}. \`${operation}\`${atRest === true ? ", once all has come to rest" : ""}`,
    ),
    "",
    `Then ${field} of \`${reader}\` is ${code(actual)}.`,
    ...(last === undefined
      ? []
      : [
          "",
          `It was answered${last.status === undefined ? "" : ` with ${last.status}`}:`,
          "",
          fenced("json", last.answer),
        ]),
    "",
    "## What ECS does",
    "",
    `It would be ${code(expected)}.${rule === undefined ? "" : ` ${sentence(words ?? "")} (row ${rule} of kecs-fuzz's docs/rules.md).`}`,
    "",
    "## To see it",
    "",
    fenced("bash", awsCliScript(plan)),
    "",
    `Found by kecs-fuzz ${version} (seed ${seed}, ${target}): came back in ${reproduced} replays, signature \`${signature}\`.`,
    "",
  ].join("\n");
}

const code = (text: string): string => `\`${text.replaceAll("`", "ˋ")}\``;

/** A fence that the text cannot close. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
