import type { Signature } from "../../checker/signature.ts";
import { type RuleId, rules } from "../../model/language/rules.ts";
import { removes } from "../../properties/judge/sameFault.ts";
import type { Described } from "./described.ts";
import { lawSentence } from "./law.ts";
import { memberSentence } from "./member.ts";
import {
  code,
  does,
  finished,
  memberText,
  resourceWords,
  type Subject,
  subjectOf,
  withArticle,
  withNote,
} from "./words.ts";

/**
 * What is wrong, in one sentence of plain English: for a reader who knows ECS and has never used kecs-fuzz.
 * `operations` are those in which it was observed, the one to blame first.
 */
export function sentenceOf(divergence: Described, operations: readonly string[] = []): string {
  const { signature } = divergence;
  const own = "operation" in signature && signature.operation !== undefined ? [signature.operation] : [];
  const others = operations.filter((operation) => !own.includes(operation));
  return finished(wordsOf(divergence, subjectOf([...own, ...(own.length === 0 ? [] : others)])));
}

function wordsOf(divergence: Described, subject: Subject): string {
  const { signature, expected = "" } = divergence;
  switch (signature.kind) {
    case "spontaneous-crash":
      return "the server crashes, and no single call causes it";
    case "crash":
      return does(subject, "crashes the server");
    case "law":
      return lawSentence(signature);
    case "empty-list":
      return "replies omit empty lists, which ECS returns";
    case "error": {
      if (signature.rule === undefined) return `errors have the type ${signature.error}, which ECS does not have`;
      const right = signature.wanted ?? (expected === "" ? "the error type of ECS" : expected);
      return ruled(`${does(subject, "answers")} ${signature.error} instead of ${right}`, signature.rule);
    }
    case "status": {
      const right = signature.wanted === "ServerException" ? "500" : "400";
      return ruled(`${does(subject, "refuses")} with HTTP ${signature.status} instead of ${right}`, signature.rule);
    }
    case "text":
      return ruled(`${does(subject, "refuses")} with another text than ECS`, signature.rule);
    case "accepted":
      return acceptedSentence(signature, subject);
    case "refused":
      return refusedSentence(signature, subject);
    case "reply":
      return does(subject, replyWords(signature.problem));
    case "unsupported":
      return does(subject, "is not implemented");
    case "shape":
      return does(subject, shapeWords(signature.path, signature.problem));
    case "member":
      return memberSentence({ ...divergence, signature }, subject);
    case "contradiction":
      return contradictionSentence(signature);
    case "other":
      return `the server differs from ECS: ${signature.signature}`;
  }
}

/** The words of a rule, its last part where it has several; empty for a rule that this version does not know. */
const clauseOf = (rule: string): string =>
  Object.hasOwn(rules, rule)
    ? (rules[rule as RuleId].says
        .replace(/ \([^()]*\)$/, "")
        .split("; ")
        .at(-1) ?? "")
    : "";

/** The sentence, and what ECS does by the rule. */
function ruled(sentence: string, rule: string): string {
  const clause = clauseOf(rule);
  return clause === "" ? sentence : `${sentence}: ${clause}`;
}

function acceptedSentence(
  { operation, look, rule }: Extract<Signature, { kind: "accepted" }>,
  blamed: Subject,
): string {
  if (look !== undefined && removes(operation))
    return ruled(`after ${operation}, ${look} succeeds although ECS refuses it`, rule);
  const subject = look === undefined ? blamed : subjectOf([look]);
  // "a malformed cluster name is refused" names what is accepted here.
  const [, what] = /^(.+?),? (?:is|are) refused$/.exec(clauseOf(rule)) ?? [];
  return what === undefined
    ? ruled(`${does(subject, "accepts")} a call that ECS refuses`, rule)
    : `${does(subject, "accepts")} ${what}, which ECS refuses`;
}

function refusedSentence(
  { operation, look, rest, rule, error }: Extract<Signature, { kind: "refused" }>,
  subject: Subject,
): string {
  if (rest) return ruled(`${does(subject, "fails")} with ${error}, however long one waits`, rule);
  if (look !== undefined) return ruled(`after ${operation}, ${look} fails with ${error}`, rule);
  const sentence = `${does(subject, "refuses")} with ${error} a call that ECS accepts`;
  return clauseOf(rule).startsWith(operation) ? sentence : ruled(sentence, rule);
}

function replyWords(problem: string): string {
  if (problem.startsWith("status-")) return `answers with HTTP ${problem.slice("status-".length)}`;
  if (problem.startsWith("html")) {
    const exception = problem.slice("html".length).replace(/^\W+/, "");
    return `answers with an HTML page instead of JSON${exception === "" ? "" : `: ${exception}`}`;
  }
  return replies[problem] ?? `answers in another form than ECS: ${problem}`;
}

const replies: Readonly<Record<string, string>> = {
  timeout: "does not answer in time",
  reset: "ends the connection without a reply",
  empty: "answers with an empty body instead of JSON",
  "not-json": "answers with a text that is not JSON",
  "not-an-object": "answers with JSON that is not an object",
  "error-without-type": "refuses without an error type",
  "page too long": "returns more items on a page than `maxResults` permits",
  "pages without end": "returns a next page without end",
};

function shapeWords(path: string, problem: string): string {
  // `tasks[].cpu` is a member of a task.
  const member = memberText(path.replace(/^(\w+?)s?(?:\[\])?(?=\.)/, "$1"));
  switch (problem) {
    case "unknown member":
      return `returns ${member}, which ECS does not have`;
    case "wrong type":
      return `returns ${member} with the wrong JSON type`;
    case "null":
      return `returns null for ${member}, which ECS omits`;
    case "unknown enum value":
      return `returns a value of ${member} that ECS does not have`;
    default:
      return `returns ${member} in another form than ECS: ${problem}`;
  }
}

function contradictionSentence({ resource, rule, member }: Extract<Signature, { kind: "contradiction" }>): string {
  const what = resourceWords(resource) ?? resource;
  const [first = "", second] = member.split("+");
  if (second !== undefined)
    return withNote(`the sum of ${withArticle(what)}'s ${code(first)} and ${code(second)} is wrong`, clauseOf(rule));
  const [earlier, later] = member.split(">");
  const says =
    later === undefined
      ? `the description of ${withArticle(what)} contradicts itself in ${code(member)}`
      : `${withArticle(what)} has ${code(earlier ?? "")} after ${code(later)}`;
  return withNote(says, clauseOf(rule));
}
