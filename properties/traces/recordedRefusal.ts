import { type RuleId, rules } from "../../model/language/rules.ts";
import type { Fault } from "../judge/fault.ts";
import { plainText } from "../judge/sameText.ts";
import { isAccepted, type RecordedCall, refusalOf } from "./trace.ts";

/** A refusal's fault, unless it concerns a part that was not recorded: an inferred error type, or an unknown part of the text. */
export function errorLeft(fault: Extract<Fault, { kind: "error" }>, call: RecordedCall): Fault | undefined {
  const behind = fault.behind?.kind === "error" ? errorLeft(fault.behind, call) : fault.behind;
  const { message } = refusalOf(call);
  switch (fault.part) {
    case "type":
      return call.inferred.includes("body.__type") ? behind : fault;
    case "status":
      return fault;
    case "text":
      if (call.messageIncludes !== undefined) return fault.expected.includes(call.messageIncludes) ? undefined : fault;
      return message === undefined ? undefined : fault;
  }
}

/**
 * Does a refusal by this rule confirm the recorded one? If part of the request is unknown or the error type is
 * inferred, a rule without a text may refuse for a different reason.
 */
export function isTelling(rule: RuleId | undefined, call: RecordedCall): boolean {
  if (call.inputComplete && !call.inferred.includes("body.__type")) return true;
  const said = call.messageIncludes ?? refusalOf(call).message;
  return said === undefined ? call.inputComplete : rule !== undefined && rules[rule].text !== undefined;
}

/** A refusal for a subnet, a security group or a role that does not exist: they are created outside ECS. */
export const isOutsideEcs = (call: RecordedCall): boolean =>
  /^Error retrieving (?:subnet|security group) information for |^ECS was unable to assume the role /.test(
    (isAccepted(call) ? undefined : refusalOf(call).message) ?? "",
  );

/** A rule of the operation that refuses with the recorded error type and, where both are known, its text. */
export function rowFor(refuses: readonly RuleId[], call: RecordedCall): RuleId | undefined {
  const { type, message } = refusalOf(call);
  const said = call.messageIncludes ?? message;
  if (said === undefined) return undefined;
  return refuses.find((row) => {
    const { errors = [], text } = rules[row];
    if (text === undefined) return false;
    if (!call.inferred.includes("body.__type") && !errors.includes(type)) return false;
    const pattern = plainText(text)
      .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll(/‹\w+›/g, ".*");
    return new RegExp(`^${pattern}$`, "su").test(plainText(said)) || text.includes(said);
  });
}
