import { type RuleId, rules } from "../../model/language/rules.ts";
import type { Fault } from "../judge/fault.ts";
import { isAccepted, type RecordedCall, refusalOf } from "./trace.ts";

/** What of a refusal's fault is not explained by what nobody recorded: an inferred type, or a text known in part. */
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
 * Does it say anything that this row would refuse so too? Where the request is known in part, or the error type is
 * somebody's guess, a row without a text of its own may refuse for another reason than the recorded one.
 */
export function isTelling(rule: RuleId | undefined, call: RecordedCall): boolean {
  if (call.inputComplete && !call.inferred.includes("body.__type")) return true;
  const said = call.messageIncludes ?? refusalOf(call).message;
  return said === undefined ? call.inputComplete : rule !== undefined && rules[rule].text !== undefined;
}

/** A refusal for a subnet, a security group or a role that is not there: no call to ECS makes them. */
export const isOutsideEcs = (call: RecordedCall): boolean =>
  /^Error retrieving (?:subnet|security group) information for |^ECS was unable to assume the role /.test(
    (isAccepted(call) ? undefined : refusalOf(call).message) ?? "",
  );

/** A row of the operation that refuses as it was recorded: by type and, where both are known, by text. */
export function rowFor(refuses: readonly RuleId[], call: RecordedCall): RuleId | undefined {
  const { type, message } = refusalOf(call);
  const said = call.messageIncludes ?? message;
  if (said === undefined) return undefined;
  return refuses.find((row) => {
    const { errors = [], text } = rules[row];
    if (text === undefined) return false;
    if (!call.inferred.includes("body.__type") && !errors.includes(type)) return false;
    const pattern = plain(text)
      .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll(/‹\w+›/g, ".*");
    return new RegExp(`^${pattern}$`, "su").test(plain(said)) || text.includes(said);
  });
}

/** Apostrophes and quotation marks have been seen in both kinds; a full stop at the end is no difference. */
const plain = (text: string): string => text.replaceAll(/[‘’]/g, "'").replace(/\.$/, "");
