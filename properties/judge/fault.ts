import type { Difference } from "../../checker/difference.ts";
import { type RuleId, rules } from "../../model/language/rules.ts";
import type { Answer } from "./parseAnswer.ts";

/** What is wrong with a refusal that was expected: its type first, behind it its status, behind that its text. */
export function errorFault(
  rule: RuleId,
  text: string | undefined,
  answer: Extract<Answer, { kind: "refused" }>,
): Fault | undefined {
  const types = rules[rule].errors ?? [];
  const wrongText: Fault | undefined =
    text === undefined || sameText(text, answer.message)
      ? undefined
      : { kind: "error", part: "text", expected: text, actual: answer.message, rule };
  const actual = String(answer.status);
  // ServerException alone is no fault of the client's (row P3).
  const status = answer.type === "ServerException" ? "500" : "400";
  const wrongStatus: Fault | undefined =
    actual === status
      ? wrongText
      : { kind: "error", part: "status", expected: status, actual, rule, behind: wrongText };
  if (types.includes(answer.type)) return wrongStatus;
  const expected = types.join(" or ");
  return { kind: "error", part: "type", expected, actual: answer.type, rule, behind: wrongStatus };
}

/** Apostrophes and quotation marks have been seen in both kinds; a full stop at the end is no difference. */
const sameText = (expected: string, actual: string): boolean => plain(expected) === plain(actual);
const plain = (text: string): string => text.replace(/[‘’]/g, "'").replace(/\.$/, "");

/** The least wrong reading of a reply is the one told; one that is known altogether weighs nothing. */
export function severity(fault: Fault | undefined): number {
  if (fault === undefined) return 0;
  switch (fault.kind) {
    case "error":
      return fault.part === "text" ? 1 : 3;
    case "output":
      return 2 + Math.min(fault.differences.length, 90) / 100;
    case "outcome":
      return 4;
    case "reply":
    case "unsupported":
      return 5;
  }
}

/** A reply that no rule allows. */
export type Fault =
  | {
      readonly kind: "outcome";
      readonly expected: string;
      readonly actual: string;
      readonly rule: RuleId | undefined;
      readonly accepted: boolean;
    }
  | {
      readonly kind: "error";
      readonly part: "type" | "text" | "status";
      readonly expected: string;
      readonly actual: string;
      readonly rule: RuleId;
      /** What is wrong with the refusal beside: told when this is known. */
      readonly behind?: Fault | undefined;
    }
  | {
      readonly kind: "output";
      /** Every place that differs, the leading one first. */
      readonly differences: readonly Difference[];
      readonly accepted: true;
    }
  | { readonly kind: "reply"; readonly problem: string; readonly detail: string }
  /** The server says that it does not have the operation. */
  | { readonly kind: "unsupported"; readonly actual: string };
