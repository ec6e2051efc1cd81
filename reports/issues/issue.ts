import { release, type } from "node:os";
import { parse } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { laws } from "../../properties/laws/registry.ts";
import { headlineOf, isShrunk, operationsOf } from "../divergences/headline.ts";
import { ranked } from "../divergences/ranking.ts";
import type { ReportDocument, ReportedDivergence, ReportedExchange } from "../document.ts";
import { replayOfPastedPlan } from "../reproduction/pastedPlan.ts";
import { evidenceText } from "../ruleEvidence.ts";
import { issueScript } from "./issueScript.ts";

export interface Versions {
  readonly tester: string;
  /** The server and its version, if the caller knows it. */
  readonly server?: string | undefined;
}

const longestLog = 40;

/** A divergence as an issue for the server's maintainers: Markdown, with the title on the first line. */
export function issueText(
  report: Pick<ReportDocument, "target" | "version" | "seed" | "replayFlags">,
  divergence: ReportedDivergence,
  plan: Plan,
  { tester, server }: Versions,
): string {
  const { target, seed, replayFlags = target === "embedded" ? [] : ["--target", target] } = report;
  const { signature, operation, look, path, expected, actual, log = [] } = divergence;
  const { exchanges = [], documentation, reproduced, seen } = divergence;
  const { severity, reason } = ranked(divergence).rating;
  const reader = look ?? operation;
  const last = exchanges.findLast((each) => each.operation === reader);
  const script = issueScript(divergence, plan);
  const others = operationsOf(divergence).filter((each) => each !== operation);
  const warnings = [...doubts(divergence, script.calls), ...script.gaps];
  return [
    headlineOf(divergence),
    "",
    ...warnings.flatMap((warning) => [`> **Note:** ${warning}`, ""]),
    "## To reproduce it",
    "",
    ...script.calls.map(
      ({ operation, atRest }, index) =>
        `${index + 1}. ${code(operation)}${atRest === true ? ", once everything is at rest" : ""}`,
    ),
    ...(script.calls.length === 0 ? [] : [""]),
    "This script plays it on a server without resources, whose URL is in `ENDPOINT`:",
    "",
    fenced("bash", script.text),
    "",
    ...(script.gaps.length === 0
      ? []
      : [
          "This command plays all of it, in a checkout of kecs-fuzz:",
          "",
          fenced("bash", replayOfPastedPlan(plan, divergence, replayFlags)),
          "",
        ]),
    "## Expected",
    "",
    `ECS: ${statement(path, reader, expected, actual)}.${ruleText(divergence)}`,
    ...(documentation === undefined ? [] : ["", `The operation in AWS's documentation: ${documentation}`]),
    "",
    "## Actual",
    "",
    `${capital(statement(path, reader, actual, expected))}.`,
    ...(last === undefined ? [] : ["", ...replyText(last)]),
    ...(others.length === 0 ? [] : ["", `Also observed in ${others.map(code).join(", ")}.`]),
    ...(log.length === 0
      ? []
      : ["", "The server's log during that time:", "", fenced("", folded(log).slice(-longestLog).join("\n"))]),
    "",
    "## Versions",
    "",
    `- server: ${server ?? `${target} ${report.version ?? "(version not recorded)"}`}`,
    `- kecs-fuzz ${tester} (seed ${seed}, ${target}), Node ${process.version}, ${type()} ${release()}`,
    "",
    `Observed in ${seen} ${seen === 1 ? "run" : "runs"}, reproduced in ${reproduced} replays, ${severity}: ${reason}. Signature ${code(signature)}.`,
    "",
  ].join("\n");
}

function ruleText({ signature, rule, words, evidence }: ReportedDivergence): string {
  const parsed = parse(signature);
  const law = parsed.kind === "law" ? laws.find(({ name }) => name === parsed.law) : undefined;
  const says = law === undefined ? "" : ` ${law.says}`;
  if (rule === undefined) return says;
  return `${says} ${capital(words ?? "")} (row ${rule} of kecs-fuzz's docs/rules.md).\n\nEvidence: ${evidenceText(evidence)}.`;
}

/** Reasons to check the divergence before it is filed. */
function doubts(divergence: ReportedDivergence, calls: Plan): string[] {
  const [hits = 0, tries = 0] = divergence.reproduced.split("/").map(Number);
  return [
    ...(isShrunk(divergence) || calls.length <= 1
      ? []
      : ["The calls were never shrunk: most of them may have no effect."]),
    ...(tries === 0
      ? ["It was never reproduced: no replay was played."]
      : hits === 0
        ? [`It was never reproduced: none of ${tries} replays showed it again.`]
        : []),
  ];
}

function replyText({ status, answer }: ReportedExchange): string[] {
  const reply = `The reply was${status === undefined ? "" : ` ${status}`}`;
  return answer === "" ? [`${reply}, without a body.`] : [`${reply}:`, "", fenced("json", answer)];
}

/** The value of a member; for an item of a list, whether the list contains it. `other` is the value on the other side. */
function statement(path: string | undefined, reader: string, value: string, other: string): string {
  const field = path === undefined || path === "" ? "the reply" : code(path);
  if (path?.endsWith("[]") !== true)
    return `${field} of ${code(reader)} is ${value === "absent" ? value : code(value)}`;
  const list = `${code(path.slice(0, -"[]".length))} of ${code(reader)}`;
  return value === "absent" ? `${list} does not contain ${code(other)}` : `${list} contains ${code(value)}`;
}

/** Of lines that follow one another and differ only in numbers, the first, and how many more there are. */
function folded(lines: readonly string[]): string[] {
  const kinds = lines.map((line) => line.replaceAll(/(?<![0-9a-f])(?=[a-f]*\d)[0-9a-f]+/g, "0"));
  const result: string[] = [];
  for (let from = 0, to = 0; from < lines.length; from = to) {
    while (to < lines.length && kinds[to] === kinds[from]) to++;
    result.push(lines[from] ?? "");
    if (to - from > 1) result.push(`… ${to - from - 1} more like this`);
  }
  return result;
}

const code = (text: string): string => `\`${text.replaceAll("`", "ˋ").replaceAll(/\s+/g, " ")}\``;

/** A code block with a fence that the text cannot close. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
