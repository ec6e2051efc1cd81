import type { JsonObject } from "../language/json.ts";

/** What a reply showed, beside what was predicted. */
export interface ObservedReply {
  readonly operation: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  /** Everything has come to rest. */
  readonly rest: boolean;
  /** The hole that a server's id fills, if one does. */
  placeholderOf(kind: string, value: string): string | undefined;
}
