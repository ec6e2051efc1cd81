import type { Client } from "../clients/client.ts";
import type { Access } from "./targetOptions.ts";
/**
 * Something optional that a target supports (docs/architecture.md#targets). A fault of a target is never a capability.
 * - `tasks`: tasks start and stop by themselves
 * - `containers`: containers do what their command, image and health check say
 * - `virtualTime`: the clock can be read and moved through `/_kecs-fuzz`
 * - `traffic`: the ports of tasks can be reached at their private addresses
 */
export type Capability = "tasks" | "containers" | "virtualTime" | "traffic";

/** Ids that a plan may need and only the target can supply. */
export interface Fixtures {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  /** EC2 instances, for targets that check whether a container instance is one. */
  readonly instances?: readonly string[] | undefined;
}

/** A server under test, ready to be called. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** The server's version, where it is known: `5.2.5`. */
  readonly version?: string | undefined;
  /** The caller's address, region and credentials. */
  readonly access: Access;
  readonly capabilities: ReadonlySet<Capability>;
  readonly fixtures: Fixtures;
  /** The deadline until the target is at rest, in seconds: the longest duration of a background change. */
  readonly restSeconds: number;
  /** Present with the capability `virtualTime`. */
  readonly clock?: VirtualClock;
  /** What is assumed because the target does not declare it; printed on the campaign's second line. */
  readonly assumptions: readonly string[];
  /** Creates a client for one worker. */
  client(): Client;
  /** Does the server answer? This distinguishes a crash from a failed call. */
  alive(): Promise<boolean>;
  /** The server's log lines in a span of time; absent when the log is not accessible. */
  log?(since: Date, until: Date): Promise<readonly string[]>;
  /** The server's process id, where it cannot be found by the port it listens on. */
  pid?(): Promise<number | undefined>;
  /** Deletes everything on the server; absent when the server does not offer that. */
  reset?(): Promise<void>;
  /** Stops only what this process started. */
  close(): Promise<void>;
}

/** The target could not be reached or prepared: exit status 3, one line. */
export class TargetError extends Error {
  override readonly name = "TargetError";
}

/** A target's clock that can be moved. */
export interface VirtualClock {
  /** The clock is stopped and advances only on request. */
  readonly manual: boolean;
  /** Moves the clock by what passes in this many real milliseconds at its speed (manual clocks: at the default speed). */
  skip(milliseconds: number): Promise<void>;
  /** Moves the clock to the next background change, by at most this many virtual seconds; returns its new time. */
  step(mostSeconds: number): Promise<number>;
}
