import type { Client } from "../clients/client.ts";
import type { Access } from "./targetOptions.ts";
/**
 * What a target can do (docs/architecture.md#targets). What it gets wrong is never a capability.
 * - `tasks`: tasks start and stop by themselves
 * - `containers`: containers do what their command, image and health check say
 * - `virtualTime`: the clock can be read and stepped through `/_kecs-fuzz`
 * - `traffic`: we can reach what tasks serve, at their private addresses
 */
export type Capability = "tasks" | "containers" | "virtualTime" | "traffic";

/** Ids a plan may need that only the target can supply. */
export interface Fixtures {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  /** EC2 instances, where the target looks whether a container instance is one. */
  readonly instances?: readonly string[] | undefined;
}

/** A server under test, ready to be called. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Whom we say we are. */
  readonly access: Access;
  readonly capabilities: ReadonlySet<Capability>;
  readonly fixtures: Fixtures;
  /** Seconds the slowest background move may take on this target: the deadline for coming to rest. */
  readonly restSeconds: number;
  /** Where there is `virtualTime`. */
  readonly clock?: VirtualClock;
  /** What was assumed because the target did not say; printed on the campaign's second line. */
  readonly assumptions: readonly string[];
  /** A client of its own for one worker. */
  client(): Client;
  /** Is the server there? Used to tell a crash from an unreachable target. */
  alive(): Promise<boolean>;
  /** What the server wrote in its log in a span of time; absent where we do not see that. */
  log?(since: Date, until: Date): Promise<readonly string[]>;
  /** The server's process, where that is not the one that listens on this machine's port. */
  pid?(): Promise<number | undefined>;
  /** Wipes the server where it offers that; absent where it does not. */
  reset?(): Promise<void>;
  /** Ends what this process started, and nothing else. */
  close(): Promise<void>;
}

/** The target could not be reached or made ready: exit status 3, one line. */
export class TargetError extends Error {
  override readonly name = "TargetError";
}

/** A target's clock that can be moved. */
export interface VirtualClock {
  /** It stands still until it is moved. */
  readonly manual: boolean;
  /** Moves it over what passes in so many milliseconds of the wall at its speed; at the default speed where it has none. */
  skip(milliseconds: number): Promise<void>;
  /** Moves it to the next thing that happens by itself, so many of its own seconds at most; returns what it shows then. */
  step(mostSeconds: number): Promise<number>;
}
