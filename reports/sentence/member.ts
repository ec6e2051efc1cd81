import type { Signature } from "../../checker/signature.ts";
import { isRead } from "../../model/operationFacts.ts";
import type { Described } from "./described.ts";
import { does, memberText, memberWords, resourceWords, type Subject, withArticle, withNote } from "./words.ts";

type MemberSignature = Extract<Signature, { kind: "member" }>;

interface DescribedMember extends Described {
  readonly signature: MemberSignature;
}

/** What a reply shows wrongly, and which one. */
export function memberSentence(divergence: DescribedMember, subject: Subject): string {
  const { look, rest } = divergence.signature;
  const reply: Subject = look === undefined ? subject : { text: look, many: false };
  const what = does(reply, faultIn(divergence));
  if (rest) return `${what}, however long one waits`;
  if (divergence.afterRefusal === true && divergence.operation !== undefined)
    return `after a refused ${divergence.operation}, ${what}`;
  return look === undefined ? what : `after ${subject.text}, ${what}`;
}

/** The verb and its object. */
function faultIn(divergence: DescribedMember): string {
  const { member, from, to } = divergence.signature;
  const where = memberText(member);
  if (to === "missing") return missing(divergence.signature);
  if (from === "nothing") return additional(divergence.signature);
  if (from === "absent")
    return to === '""' ? `returns ${where} empty, which ECS omits` : `returns ${where}, which ECS omits`;
  if (to === "absent") return `omits ${where}, which ECS returns`;
  if (to === '""') return `returns ${where} empty, unlike ECS`;
  if (to === "malformed") return `returns ${where} in another form than ECS`;
  if (to === "reused") return `returns ${where} with an id that was used before`;
  if (to === "another time") return `returns another time in ${where} than before`;
  if (member.endsWith(".length")) return `returns ${to === "more" ? "too many" : "too few"} ${listOf(member)}`;
  const { name, owner } = memberWords(member);
  if (to === "more" || to === "less")
    return valued(
      `returns ${withArticle(`${name} ${owner}`.trim())} that is too ${to === "more" ? "high" : "low"}`,
      divergence,
    );
  if (isWord(from) && isWord(to)) return `shows ${where} as ${to} instead of ${choice(from)}`;
  if (isList(member)) return `returns other ${listOf(member)} than ECS, or in another order`;
  return valued(`returns a wrong ${name} ${owner}`.trim(), divergence);
}

/** A word of an enumeration, several of them, or a boolean. */
const isWord = (kind: string): boolean => /^(?:[A-Z][A-Z_|]+|true|false)$/.test(kind);

const choice = (kinds: string): string => {
  const words = kinds.split("|");
  return words.length > 3 ? "a later one" : words.join(" or ");
};

const isList = (member: string): boolean => member.endsWith("[]");

const listOf = (member: string): string => memberText(member.replace(/\.length$|\[\]$/, ""));

function missing({ operation, member }: MemberSignature): string {
  const resource = resourceWords(member);
  if (resource !== undefined)
    return /^(?:Delete|Deregister|Stop)/.test(operation)
      ? `no longer returns the ${resource}, which ECS keeps`
      : `does not return the ${resource}`;
  if (member === "failures[]") return "omits a failure that ECS reports";
  return `omits an item of ${listOf(member)}`;
}

/** Lists that a reply shows only to a request that includes them. */
const onRequest = /\.(?:tags|settings|statistics|attachments)\[\]$/;

function additional({ operation, member, to }: MemberSignature): string {
  if (member === "failures[]") return "reports a failure that ECS does not report";
  if (to === "object" && onRequest.test(member)) return `returns ${listOf(member)}, which were not requested`;
  if (to.startsWith("item: "))
    return `returns an item in ${listOf(member)} that is ${to.slice("item: ".length)}, which ECS does not list`;
  if (isRead(operation) && !member.includes("."))
    return `returns an item in ${listOf(member)} that should not be there`;
  return `returns an item too many in ${listOf(member)}`;
}

/** Both values, if they are short enough to help. */
function valued(words: string, { expected, actual }: DescribedMember): string {
  if (expected === undefined || actual === undefined) return words;
  const short = [expected, actual].every((value) => value !== "" && value.length <= 24 && !/[{[«]/.test(value));
  return short ? withNote(words, `${actual} instead of ${expected}`) : words;
}
