import { type EmbeddedOptions, openEmbedded } from "./embedded.ts";
import { openEndpoint } from "./endpoint/target.ts";
import { openKecs } from "./kecs/target.ts";
import { openMiniStack } from "./ministack/target.ts";
import { openMoto } from "./moto/target.ts";
import type { Target } from "./target.ts";
import type { TargetOptions } from "./targetOptions.ts";
import { UsageError } from "./usageError.ts";

export interface OpenOptions extends TargetOptions, EmbeddedOptions {
  /** A JSON file with the capabilities and fixtures of a URL; see `endpoint/targetConfig.ts`. */
  readonly targetConfig?: string | undefined;
  /** May the server be on another machine? */
  readonly allowRemote: boolean;
  /** For a server in containers: leave them running, and use running ones. */
  readonly reuse?: boolean | undefined;
}

/**
 * Prepares a target by its name or URL: starts it if kecs-fuzz is responsible for that, and finds out its capabilities.
 * Throws a UsageError for a usage error and a TargetError for a server that is unavailable; both have one line.
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
