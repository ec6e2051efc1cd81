import { isObject, type JsonObject } from "../../model/language/json.ts";
import { kindOf, nameOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import { isAccepted, type RecordedCall, refusalOf } from "./trace.ts";

/** Does the reply list the resource among its failures as MISSING? */
export function isShownMissing(key: ResourceKey, { body }: RecordedCall): boolean {
  const path = `:${kindOf(key)}/${nameOf(key)}`;
  return objectsIn(body.failures).some(({ arn, reason }) => {
    const shown = textOf(arn) ?? "";
    if (reason === "MISSING") return shown.endsWith(path);
    const isUnknown = /^The specified task definition does not exist/.test(textOf(reason) ?? "");
    return isUnknown && kindOf(key) === "family" && familyOf(shown) === nameOf(key);
  });
}

/** Does the reply report that a requested resource does not exist? */
export function saysMissing(call: RecordedCall): boolean {
  if (isAccepted(call)) return objectsIn(call.body.failures).length > 0;
  const { type, message = "" } = refusalOf(call);
  return /NotFound/.test(type) || /not found|^Unable to describe task definition/i.test(message);
}

/** Was it recorded that the member at `tasks[].startedAt` was absent, in every item of the answer that does not show it? */
export function isRecordedAbsent(path: string, { body, absent }: RecordedCall): boolean {
  const recorded = new Set(absent.map((each) => each.replaceAll(/\[(\d*)\]/g, ".$1").replace(/^body\./, "")));
  const places = lackingIn(body, path.replaceAll("[]", ".").split("."), []);
  return absent.some((each) => collapsed(each) === path) && places.every((place) => recorded.has(place));
}

const collapsed = (path: string): string => path.replaceAll(/\[\d*\]|\.\d+(?=\.|$)/g, "[]");

/** Where an answer does not have what stands at the path; an empty step goes through the items of a list. */
function lackingIn(value: unknown, [step, ...rest]: readonly string[], before: readonly string[]): string[] {
  if (step === undefined) return value === undefined || value === null ? [before.join(".")] : [];
  if (step === "")
    return Array.isArray(value) ? value.flatMap((item, at) => lackingIn(item, rest, [...before, String(at)])) : [];
  const inner = isObject(value) ? value[step] : undefined;
  return lackingIn(inner, inner === undefined ? [] : rest, [...before, step, ...(inner === undefined ? rest : [])]);
}

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const objectsIn = (list: unknown): JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : []);

/** The family in the name or ARN of a revision. */
export const familyOf = (name: string): string => lastPart(name).replace(/:\d+$/, "");

export const lastPart = (text: string): string => text.slice(text.lastIndexOf("/") + 1);
