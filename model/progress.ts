import type { State } from "./state.ts";

/** What the target does by itself until it rests: for plans, where every task runs and every service settles. */
export const settle = (state: State): State => state;
