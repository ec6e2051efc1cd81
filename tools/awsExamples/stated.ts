import type { Json, JsonObject } from "../../model/language/json.ts";
import type { Example } from "./example.ts";

/** The account and region in which the examples are played. */
export const place = { region: "us-east-1", account: "111122223333" } as const;

/** The text with the account and the region filled in. */
export const placed = (text: string): string =>
  text.replaceAll("«region»", place.region).replaceAll("«account»", place.account);

/**
 * The output of an example as AWS would return it today: with `today` instead of outdated values, and without what is
 * to be ignored.
 */
export function stated({ output, ignore, today = [] }: Example): JsonObject {
  let json: Json = output;
  for (const { path, value } of today) json = changed(json, path, () => value);
  for (const { path } of ignore) json = changed(json, path, () => undefined);
  return json as JsonObject;
}

/** The value with the member at `path` (`tasks[0].group`, `settings[].name`) replaced or removed. */
function changed(json: Json, path: string, change: () => Json | undefined): Json {
  const [step, index, rest] = /^\[(\d*)\]\.?(.*)$/.exec(path)?.slice(0) ?? [];
  if (step !== undefined && Array.isArray(json))
    return json.flatMap((item, at) => {
      if (index !== "" && Number(index) !== at) return [item];
      const value = rest === "" ? change() : changed(item, rest ?? "", change);
      return value === undefined ? [] : [value];
    });
  const [, member = "", below = ""] = /^([^.[]+)\.?(.*)$/.exec(path) ?? [];
  if (typeof json !== "object" || json === null || Array.isArray(json) || !(member in json)) return json;
  const { [member]: old, ...others } = json;
  const value = below === "" ? change() : changed(old ?? null, below, change);
  return value === undefined ? others : { ...others, [member]: value };
}
