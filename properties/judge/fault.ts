import type { Difference } from "../../checker/difference.ts";
import { type RuleId, rules } from "../../model/language/rules.ts";
import type { Answer } from "./parseAnswer.ts";
import { sameText } from "./sameText.ts";

/** The fault of a refusal that was expected: the error type first, then the status (`behind`), then the text. */
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

/** How wrong a reading of a reply is; the oracle reports the reading with the smallest number, 0 for no fault. */
export function weightOf(fault: Fault | undefined): number {
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

/** What is wrong with one reply. */
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
      /** What is wrong with the refusal in addition: reported when a known deviation explains this part. */
      readonly behind?: Fault | undefined;
    }
  | {
      readonly kind: "output";
      /** All differences; the leading one is first. */
      readonly differences: readonly Difference[];
      readonly accepted: true;
    }
  | { readonly kind: "reply"; readonly problem: string; readonly detail: string }
  /** The server replies that it does not implement the operation. */
  | { readonly kind: "unsupported"; readonly actual: string };
