import { isObject, type Json, type JsonObject } from "../../model/language/json.ts";

/** The strings of a list member. */
function textsIn(json: Json | undefined, member: string): string[] {
  const items = isObject(json) ? json[member] : undefined;
  return Array.isArray(items) ? items.filter((item) => typeof item === "string") : [];
}

/** The items of a list member, by a key: the item itself, or the ARN of what it describes. */
export function itemsIn(json: Json | undefined, member: string): string[] {
  const described = objectsIn(json, member).map((item) => Object.values(item).find(isArn));
  return [...textsIn(json, member), ...described.filter((arn) => arn !== undefined)];
}

const isArn = (value: Json): value is string => typeof value === "string" && value.startsWith("arn:");

/** The structures of a list member. */
export function objectsIn(json: Json | undefined, member: string): JsonObject[] {
  const items = isObject(json) ? json[member] : undefined;
  return Array.isArray(items) ? items.filter(isObject) : [];
}

/** A member that is a structure. */
export function objectIn(json: Json | undefined, member: string): JsonObject | undefined {
  const value = isObject(json) ? json[member] : undefined;
  return isObject(value) ? value : undefined;
}

/** A member that is a text. */
export function textIn(json: Json | undefined, member: string): string | undefined {
  const value = isObject(json) ? json[member] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** JSON as a text that is equal for equal values: members are sorted, null counts as absent. */
export function fingerprint(value: Json | undefined): string {
  return JSON.stringify(value, (_, part: Json) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
