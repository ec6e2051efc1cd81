import type { JsonObject } from "../../model/language/json.ts";

/** A read made only to compare. */
export interface Look {
  readonly operation: string;
  readonly input: JsonObject;
}
