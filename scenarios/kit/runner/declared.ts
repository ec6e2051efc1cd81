import type { BugName } from "../../../targets/embedded/bugs.ts";
import type { Capability } from "../../../targets/target.ts";
import type { ScenarioContext } from "../context.ts";
import type { Program } from "./programs.ts";

export interface ScenarioOptions {
  /** What the target must be able to do; what it gets wrong is an expected failure in its ledger instead. */
  readonly needs?: readonly Capability[];
  /** What must be installed on this machine. */
  readonly programs?: readonly Program[];
  /** A bug of the simulator that makes this scenario's own assertions fail. */
  readonly bug: BugName;
}

/** A scenario as its file declares it. */
export interface Scenario {
  /** The plan's row; after a colon what of it, where a row has several. */
  readonly name: string;
  readonly needs: readonly Capability[];
  readonly programs: readonly Program[];
  readonly bug: BugName;
  readonly body: (context: ScenarioContext) => Promise<void>;
}
