import type { JsonObject } from "../language/json.ts";

/** What a reply showed in addition to the prediction. */
export interface ObservedReply {
  readonly operation: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  /** Everything is at rest. */
  readonly rest: boolean;
  /** The placeholder of a server's id, if it has one. */
  placeholderOf(kind: string, value: string): string | undefined;
}
