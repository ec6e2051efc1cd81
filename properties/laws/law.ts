import type { HeldLaw } from "./lawContext.ts";

/** What must hold between a server's own answers, whatever they are: no value is expected of anyone but itself. */
export interface Law extends HeldLaw {
  /** The law in a sentence. */
  readonly says: string;
  /** Checked only where it is named. */
  readonly onDemand?: boolean;
}
