import { mapLeaves, type PlanInput } from "../../commands/language/reference.ts";
import type { Json, JsonObject } from "../../model/language/json.ts";
import type { Oracle } from "../judge/oracle.ts";

/** The input with its holes filled, as it is sent; undefined while one is open. */
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

/** The string or number a reply holds at a path (`tasks.0.taskArn`). */
export function literalAt(json: Json | undefined, path: string): string | number | undefined {
  let value: Json | undefined = json;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, Json>)[step];
  }
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
