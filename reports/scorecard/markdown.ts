import { oneLine } from "../reproduction/shell.ts";
import type { Scorecard } from "./scorecard.ts";
import { campaignsText, caution, faultsText, lawsText, scenariosText, summaryOf, verdictOf } from "./words.ts";

export function scorecardMarkdown(scorecard: Scorecard): string {
  const { target, operations, everywhere } = scorecard;
  const scenarios = scenariosText(scorecard);
  const laws = lawsText(scorecard);
  return [
    `# ${inMarkdown(target)}: what works`,
    "",
    `${summaryOf(scorecard)}.`,
    "",
    `${caution} (${campaignsText(scorecard)})`,
    "",
    "| operation | state | accepted | refused | what is wrong |",
    "| --- | --- | ---: | ---: | --- |",
    ...operations.map(
      (each) =>
        `| ${each.operation} | ${verdictOf(each)} | ${each.accepted} | ${each.refused} | ${inMarkdown(faultsText(each))} |`,
    ),
    "",
    ...(everywhere.length === 0
      ? []
      : ["Wrong in any operation:", "", ...everywhere.map(({ sentence }) => `- ${inMarkdown(sentence)}`), ""]),
    ...(laws === "" ? [] : [`Laws: ${inMarkdown(laws)}.`, ""]),
    ...(scenarios === undefined ? [] : [`Scenarios: ${scenarios}.`, ""]),
  ].join("\n");
}

/** A server's text in a line of Markdown: nothing in it is markup. */
const inMarkdown = (text: string): string => oneLine(text).replaceAll(/[\\`*_{}[\]<>|~#&!]/g, "\\$&");
