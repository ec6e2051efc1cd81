import type { Signature } from "../../checker/signature.ts";
import type { Client, Exchange, JsonObject } from "../../clients/client.ts";
import type { Abilities } from "../../model/language/step.ts";
import type { Ledger } from "../deviations/ledger.ts";
import type { OperationSupport } from "../judge/operationSupport.ts";
import type { Counters } from "../measures/counters.ts";
import type { RunClock } from "./clock.ts";
import type { ReadWriteLock } from "./readWriteLock.ts";

/** Where a run happens. */
export interface RunContext {
  readonly client: Client;
  readonly abilities: Abilities;
  /** Holes that are filled from the start: subnets, security groups, region and account once they are known. */
  readonly bound: Readonly<Record<string, string>>;
  /** EC2 instances that container instances may be registered as; where there are none, any will do. */
  readonly instances?: readonly string[];
  readonly lock: ReadWriteLock;
  readonly counters: Counters;
  /** Resolves true when the server answers again, false when it stays away. */
  untilServerAnswers(): Promise<boolean>;
  /** How long to wait for rest at most, in milliseconds. */
  readonly restMilliseconds: number;
  readonly eventual: boolean;
  /** Did an earlier run report this signature? */
  isReportedBefore?(signature: Signature): boolean;
  /** What is known to deviate at this target. */
  readonly ledger?: Ledger | undefined;
  /** Which operations the server has: those that it lacks are not called in vain. */
  readonly support?: OperationSupport | undefined;
  readonly signal: AbortSignal;
  /** How it waits: by the wall, or by moving the target's clock. */
  readonly clock: RunClock;
}

/** What was sent and answered, in order. */
export interface Event {
  readonly command: number;
  readonly look: boolean;
  readonly operation: string;
  readonly input: JsonObject;
  readonly exchange: Exchange;
}

/** The server stayed away: the campaign ends with status 3. */
export class GoneError extends Error {
  override readonly name = "GoneError";
}
