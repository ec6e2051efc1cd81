import { produce } from "immer";
import type { JsonObject } from "./json.ts";
import type { State } from "./state.ts";

/** What a reply showed, beside what was predicted. */
export interface Seen {
  readonly operation: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  /** The hole that a server's id fills, if one does. */
  holderOf(kind: string, value: string): string | undefined;
}

/** Takes from a reply what the target did by itself: moves are not predicted but noted (design.md section 3). */
export function observe(state: State, seen: Seen): State {
  return produce(state, () => {
    void seen;
  });
}
