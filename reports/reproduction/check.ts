import { parse } from "../../checker/signature.ts";
import type { Command } from "../../commands/language/plan.ts";
import type { ReportedDivergence } from "../document.ts";
import { jsonOf } from "../jsonText.ts";
import { shortened } from "../shortened.ts";
import { awsCliCall } from "./awsCli.ts";
import { curlFunction } from "./curl.ts";
import { oneLine, shellComment, shellQuoted, shellWord } from "./shell.ts";
import { inputWord, jqPath } from "./shellInput.ts";

/** The last call of a script, with a check: it prints FAIL and has a status of 1 where the server is wrong. */
export function checkedCall(divergence: ReportedDivergence, { operation, input }: Command): string[] {
  const call = awsCliCall(operation, input);
  const signature = parse(divergence.signature);
  switch (signature.kind) {
    case "accepted":
      return outcome(call, `FAIL: accepted, but ECS refuses it`, "as ECS: refused", true);
    case "refused":
      return outcome(call, `FAIL: refused, but ECS accepts it`, "as ECS: accepted", false);
    case "error":
      return [
        `error=$(${call} 2>&1 >/dev/null); echo "$error"`,
        signature.wanted === undefined
          ? check(`[[ $error != *${shellQuoted(`(${signature.error})`)}* ]]`, divergence)
          : check(`[[ $error == *${shellQuoted(`(${signature.wanted})`)}* ]]`, divergence),
      ];
    case "status":
      return rawCall(operation, input, `[[ $status != ${shellWord(signature.status)} ]]`, divergence);
    case "reply": {
      const { maxResults } = input;
      if (typeof maxResults === "number" && signature.problem === "page too long")
        return [
          `reply=$(${call}); jq . <<<"$reply"`,
          check(`jq -e '[.[] | arrays | length] | add <= ${maxResults}' <<<"$reply" >/dev/null`, divergence),
        ];
      return signature.problem.includes("page") ? [call] : rawCall(operation, input, isWellFormed, divergence);
    }
    case "crash":
      return [call, check(`ecs list-clusters >/dev/null`, divergence)];
    default:
      return checkedMember(divergence, call);
  }
}

/** A reply in the protocol's form: JSON, and for a refusal the type of the error. */
const isWellFormed = `sed '$d' <<<"$reply" | jq -e 'if $status == "200" then true else .__type != null end' --arg status "$status" >/dev/null`;

/** The call without the AWS CLI, which hides the status and the form of a reply. */
const rawCall = (operation: string, input: Command["input"], condition: string, divergence: ReportedDivergence) => [
  ...curlFunction("raw", "\\n%{http_code}"),
  `reply=$(raw ${operation} ${inputWord(input)}); echo "$reply"`,
  `status=$(tail -n 1 <<<"$reply")`,
  check(condition, divergence),
];

const outcome = (call: string, onSuccess: string, onFailure: string, isWrongIfServed: boolean): string[] => {
  const say = (words: string, isWrong: boolean): string => `echo ${shellQuoted(words)}${isWrong ? "; false" : ""}`;
  return isWrongIfServed
    ? [`if ${call}; then ${say(onSuccess, true)}; else ${say(onFailure, false)}; fi`]
    : [`if ${call}; then ${say(onFailure, false)}; else ${say(onSuccess, true)}; fi`];
};

const check = (condition: string, { expected, actual }: ReportedDivergence): string =>
  `if ${condition}; then echo 'as ECS'; else echo ${shellQuoted(`FAIL: expected ${short(expected)}, this server returned ${short(actual)}`)}; false; fi`;

const short = (text: string): string => oneLine(shortened(text, 200));

function checkedMember(divergence: ReportedDivergence, call: string): string[] {
  const condition = conditionOf(divergence);
  const comments = [
    shellComment(`ECS returns ${short(divergence.expected)}`),
    shellComment(`this server returned ${short(divergence.actual)}`),
  ];
  if (condition === undefined) return [...comments, call];
  return [
    ...comments,
    `reply=$(${call}); jq . <<<"$reply"`,
    check(`jq -e ${shellQuoted(condition)} <<<"$reply" >/dev/null`, divergence),
  ];
}

/** A filter of jq that is true for a correct reply; undefined when the values differ from play to play. */
function conditionOf({ path, expected, actual }: ReportedDivergence): string | undefined {
  if (path === undefined || path === "") return undefined;
  const names = path.split(".");
  const isLength = names.at(-1) === "length";
  const steps = (isLength ? names.slice(0, -1) : names).map((name) =>
    name.endsWith("[]") ? `${jqPath([name.slice(0, -2)])}[]?` : `${jqPath([name])}?`,
  );
  const filter = `${steps.join("")}${isLength ? " | length" : ""}`;
  const [wanted, found] = [literalOf(expected), literalOf(actual)];
  if (!path.includes("[]")) return wanted === undefined ? undefined : `(${filter}) == ${wanted}`;
  // An item may be an object that the value identifies.
  if (wanted !== undefined && wanted !== "null")
    return `[${filter}] | any(. == ${wanted} or (type == "object" and any(.[]; . == ${wanted})))`;
  return wanted === undefined || found === undefined || found === "null"
    ? undefined
    : `[${filter}] | all(. != ${found})`;
}

/** A value as jq's literal, if it is the same in every play: no object, and no id that the server chooses. */
function literalOf(text: string): string | undefined {
  if (text === "absent") return "null";
  const value = jsonOf(text);
  const isScalar = typeof value === "number" || typeof value === "boolean" || typeof value === "string";
  return !isScalar || /arn:|«|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}|\d{10}/.test(text)
    ? undefined
    : JSON.stringify(value);
}
