import type { BugName } from "../../../targets/embedded/bugs.ts";
import type { Capability } from "../../../targets/target.ts";
import type { ScenarioContext } from "../context.ts";
import type { Program } from "./programs.ts";

export interface ScenarioOptions {
  /** The capabilities that the target must have; a fault of the target is an expected failure in its ledger instead. */
  readonly needs?: readonly Capability[];
  /** What must be installed on this machine. */
  readonly programs?: readonly Program[];
  /** A bug of the simulator that makes this scenario's own assertions fail. */
  readonly bug: BugName;
}

/** A scenario as declared in its file. */
export interface Scenario {
  /** A row of the test plan; where a row has several scenarios, a colon and the subject of this one follow. */
  readonly name: string;
  readonly needs: readonly Capability[];
  readonly programs: readonly Program[];
  readonly bug: BugName;
  readonly body: (context: ScenarioContext) => Promise<void>;
}
