import { mapLeaves, type PlanInput } from "../../commands/language/reference.ts";
import type { Json, JsonObject } from "../../model/language/json.ts";
import type { Oracle } from "../judge/oracle.ts";

/** The input with its placeholders replaced, as it is sent; undefined while one has no value. */
export function substitute(oracle: Oracle, input: JsonObject): JsonObject | undefined {
  let whole = true;
  const sent = mapLeaves(input as PlanInput, (leaf) => {
    if (typeof leaf !== "string" || !leaf.includes("«")) return leaf;
    const text = oracle.literal(leaf);
    if (text === undefined) whole = false;
    return text ?? "";
  });
  return whole ? (sent as JsonObject) : undefined;
}

/** The string or number at a path in a reply (`tasks.0.taskArn`). */
export function literalAt(json: Json | undefined, path: string): string | number | undefined {
  let value: Json | undefined = json;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, Json>)[step];
  }
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
