import type { JsonObject } from "../model/json.ts";

/** A read made only to compare. */
export interface Look {
  readonly operation: string;
  readonly input: JsonObject;
}
