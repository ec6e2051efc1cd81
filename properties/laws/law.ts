import type { Ground } from "./ground.ts";

/** What must hold between a server's own answers, whatever they are: no value is expected of anyone but itself. */
export interface Law {
  readonly name: string;
  /** The law in a sentence. */
  readonly says: string;
  /** Seen in fewer samples, it is unobserved and not passed. */
  readonly least: number;
  /** Checked only where it is named. */
  readonly onDemand?: boolean;
  check(ground: Ground): Promise<void>;
}
