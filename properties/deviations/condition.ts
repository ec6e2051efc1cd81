import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isOperation } from "../../commands/plans/generate.ts";
import { isObject, type Json } from "../../model/language/json.ts";
import { type Call, callOutcomes, type Observation } from "./observation.ts";

const operation = z.string().refine(isOperation, {
  error: ({ input }) => `unknown operation ${input}`,
});

/** Texts in which `*` stands for any text; `!` at the start means every text except these. */
const patterns = z.array(z.string().regex(/[^!]/, { error: "give the text after !" })).min(1);

/**
 * Members of a request with their values. A text may be a pattern, and `*` stands for any value; an object may have
 * more members and a list more items; `=actual` and `=expected` stand for the two values of the divergence.
 */
const members = z
  .record(z.string(), z.json())
  .refine((input) => Object.keys(input).length > 0, { error: "name a member" });
const memberNames = z.array(z.string().min(1)).min(1);

const call = z.strictObject({
  operation,
  outcome: z.enum(callOutcomes).optional(),
  with: members.optional(),
  without: memberNames.optional(),
  /** Members that have the same value as in the command that shows the divergence: a second creation of a name. */
  same: memberNames.optional(),
});
const calls = z.array(call).min(1);

/**
 * The circumstances in which a patch holds, in addition to the words of its signature. Each member narrows the patch,
 * and all must be true.
 */
export const condition = z
  .strictObject({
    /** The value that ECS shows, as the report prints it: a string has its quotation marks. */
    expected: patterns.optional(),
    /** The value that this server shows. */
    actual: patterns.optional(),
    /** The command whose reply, or whose looks, show it is one of these. */
    at: calls.optional(),
    /** One of these calls came before that command; at rest, before the rest. */
    after: calls.optional(),
    /** That command is one of these calls, or one of them came before it. */
    atOrAfter: calls.optional(),
    /** None of these calls came before it. */
    notAfter: calls.optional(),
  })
  .refine((each) => Object.keys(each).length > 0, { error: "give a condition" });

export type Condition = z.infer<typeof condition>;
type WantedCall = z.infer<typeof call>;

/** Do the circumstances fit? What the observation does not know fits. */
export function isMet(condition: Condition, observation: Observation): boolean {
  const { expected, actual, at, after, atOrAfter, notAfter } = condition;
  const { call, before } = observation;
  const own = call === "none" ? [] : call && [call];
  const upTo = own && before && [...own, ...before];
  const some = (wanted: readonly WantedCall[], calls: readonly Call[]): boolean =>
    wanted.some((each) => calls.some((one) => isCall(each, one, observation)));
  const isAmong = (wanted: readonly WantedCall[] | undefined, calls: readonly Call[] | undefined): boolean =>
    wanted === undefined || calls === undefined || some(wanted, calls);
  return (
    fits(expected, observation.expected) &&
    fits(actual, observation.actual) &&
    isAmong(at, own) &&
    isAmong(after, before) &&
    isAmong(atOrAfter, upTo) &&
    (notAfter === undefined || before === undefined || !some(notAfter, before))
  );
}

/**
 * May both be met at the same time? Only values that are written out exclude each other, and what comes after a call
 * and what never comes after it.
 */
export const mayBothBeMet = (a: Condition | undefined, b: Condition | undefined): boolean =>
  !isBarred(a, b) &&
  !isBarred(b, a) &&
  (["expected", "actual"] as const).every((side) => {
    const [mine, its] = [a?.[side], b?.[side]];
    if (mine === undefined || its === undefined) return true;
    if (its.every(isLiteral)) return its.some((word) => fits(mine, word));
    return !mine.every(isLiteral) || mine.some((word) => fits(its, word));
  });

function isBarred(a: Condition | undefined, b: Condition | undefined): boolean {
  const neverBefore = (call: WantedCall) => b?.notAfter?.some((other) => isDeepStrictEqual(call, other)) === true;
  const neverAt = (call: WantedCall) => b?.at?.every(({ operation }) => operation !== call.operation) === true;
  const never = (call: WantedCall) => neverBefore(call) && neverAt(call);
  return a?.after?.every(neverBefore) === true || a?.atOrAfter?.every(never) === true;
}

const isLiteral = (pattern: string): boolean => !pattern.startsWith("!") && !pattern.includes("*");

/** A value fits one of the patterns, if there are such, and none of those with `!`. */
function fits(patterns: readonly string[] | undefined, value: string | undefined): boolean {
  if (patterns === undefined || value === undefined) return true;
  const [without, within] = [
    patterns.filter((each) => each.startsWith("!")),
    patterns.filter((each) => !each.startsWith("!")),
  ];
  if (without.some((each) => isLike(each.slice(1), value))) return false;
  return within.length === 0 || within.some((each) => isLike(each, value));
}

function isLike(pattern: string, value: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "su").test(value);
}

function isCall(wanted: WantedCall, { operation, outcome, input }: Call, observation: Observation): boolean {
  const shows = observation.call;
  return (
    wanted.operation === operation &&
    (wanted.outcome ?? outcome) === outcome &&
    (wanted.with === undefined || includes(input, wanted.with, observation)) &&
    !wanted.without?.some((member) => input[member] !== undefined) &&
    !wanted.same?.some((member) => shows !== "none" && !isDeepStrictEqual(input[member], shows?.input[member]))
  );
}

/** Does the value contain what is wanted? */
function includes(value: Json | undefined, wanted: Json, observation: Observation): boolean {
  if (value === undefined) return false;
  if (wanted === "*") return true;
  if (wanted === "=actual" || wanted === "=expected")
    return fits([observation[wanted === "=actual" ? "actual" : "expected"] ?? "*"], JSON.stringify(value));
  if (typeof wanted === "string") return typeof value === "string" && fits([wanted], value);
  if (Array.isArray(wanted)) return Array.isArray(value) && includesEach(value, wanted, observation);
  if (!isObject(wanted)) return value === wanted;
  return (
    isObject(value) && Object.entries(wanted).every(([member, item]) => includes(value[member], item, observation))
  );
}

/** Is there another item for each one that is wanted? */
function includesEach(items: readonly Json[], wanted: readonly Json[], observation: Observation): boolean {
  const left = [...items];
  return wanted.every((each) => {
    const at = left.findIndex((item) => includes(item, each, observation));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
