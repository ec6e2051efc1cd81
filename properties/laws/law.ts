import type { HeldLaw } from "./lawContext.ts";

/** A law: a property of a server's own replies that needs no expected value. */
export interface Law extends HeldLaw {
  /** The law in one sentence. */
  readonly says: string;
  /** Checked only when it is named. */
  readonly onDemand?: boolean;
  /** It needs hundreds of calls: few runs check it. */
  readonly seldom?: boolean;
}
