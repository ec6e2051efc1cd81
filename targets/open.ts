import { type EmbeddedOptions, openEmbedded } from "./embedded.ts";
import { openEndpoint } from "./endpoint/target.ts";
import { openKecs } from "./kecs/target.ts";
import { openMiniStack } from "./ministack/target.ts";
import { openMoto } from "./moto/target.ts";
import type { Target } from "./target.ts";
import type { TargetOptions } from "./targetOptions.ts";
import { UsageError } from "./usageError.ts";

export interface OpenOptions extends TargetOptions, EmbeddedOptions {
  /** A JSON file that says what a URL can do; see `endpoint/target-config.ts`. */
  readonly targetConfig?: string | undefined;
  /** May the server be on another machine? */
  readonly allowRemote: boolean;
  /** Of a server in containers: leave them running, and use those that an earlier run left. */
  readonly reuse?: boolean | undefined;
}

/**
 * Makes a server ready by its name or URL: starts it where it is ours to start, and asks it what it can do.
 * Throws a UsageError for a wrong call and a TargetError for a server that is not there; both are one line.
 */
export async function openTarget(spec: string, options: OpenOptions): Promise<Target> {
  if (options.bug && spec !== "embedded") {
    throw new UsageError(`--bug works only in the simulator, not in ${spec}: omit --target`);
  }
  switch (spec) {
    case "embedded":
      return openEmbedded(options);
    case "kecs":
      return openKecs(options);
    case "moto":
      return openMoto(options);
    case "ministack":
      return openMiniStack(options);
    default:
      return openEndpoint(spec, options);
  }
}
