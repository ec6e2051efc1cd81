import type { Signature } from "../../checker/signature.ts";
import type { Client, Exchange, JsonObject } from "../../clients/client.ts";
import type { Abilities } from "../../model/language/step.ts";
import type { Ledger } from "../deviations/ledger.ts";
import type { OperationSupport } from "../judge/operationSupport.ts";
import type { Counters } from "../measures/counters.ts";
import type { RunClock } from "./clock.ts";
import type { ReadWriteLock } from "./readWriteLock.ts";

/** The surroundings of a run. */
export interface RunContext {
  readonly client: Client;
  readonly abilities: Abilities;
  /** Placeholders with a value from the start: subnets, security groups, region and account once they are known. */
  readonly bound: Readonly<Record<string, string>>;
  /** EC2 instances that can be registered as container instances; without them, any id will do. */
  readonly instances?: readonly string[];
  readonly lock: ReadWriteLock;
  readonly counters: Counters;
  /** Resolves true when the server answers again, false when it does not recover. */
  untilServerAnswers(): Promise<boolean>;
  /** The deadline until rest, in milliseconds. */
  readonly restMilliseconds: number;
  readonly eventual: boolean;
  /**
   * May it make calls that change the server and are no part of the plan, to know the state again after a fault? Only a
   * hunting run does: a replay proves that the plan alone shows a divergence.
   */
  readonly recovers?: boolean | undefined;
  /** Did an earlier run report this signature? */
  isReportedBefore?(signature: Signature): boolean;
  /** The known deviations of the target. */
  readonly ledger?: Ledger | undefined;
  /** Which operations the server implements: those that it lacks are skipped. */
  readonly support?: OperationSupport | undefined;
  readonly signal: AbortSignal;
  /** How it waits: in real time, or by moving the target's clock. */
  readonly clock: RunClock;
}

/** A request with its reply; a run records them in order. */
export interface Event {
  readonly command: number;
  readonly look: boolean;
  readonly operation: string;
  readonly input: JsonObject;
  readonly exchange: Exchange;
}

/** The server did not recover: the campaign ends with status 3. */
export class GoneError extends Error {
  override readonly name = "GoneError";
}
