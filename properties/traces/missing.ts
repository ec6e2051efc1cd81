import { isObject, type JsonObject } from "../../model/language/json.ts";
import { kindOf, nameOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import { isAccepted, type RecordedCall, refusalOf } from "./trace.ts";

/** Does the reply list the resource among its failures as MISSING? */
export function isShownMissing(key: ResourceKey, { body }: RecordedCall): boolean {
  const path = `:${kindOf(key)}/${nameOf(key)}`;
  return objectsIn(body.failures).some(({ arn, reason }) => reason === "MISSING" && textOf(arn)?.endsWith(path));
}

/** Does the reply report that a requested resource does not exist? */
export function saysMissing(call: RecordedCall): boolean {
  if (isAccepted(call)) return objectsIn(call.body.failures).length > 0;
  const { type, message = "" } = refusalOf(call);
  return /NotFound/.test(type) || /not found|^Unable to describe task definition/i.test(message);
}

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const objectsIn = (list: unknown): JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : []);

export const lastPart = (text: string): string => text.slice(text.lastIndexOf("/") + 1);
