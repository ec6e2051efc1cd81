import { Child } from "./child.ts";
import { describeItself } from "./endpoint/selfDescription.ts";
import { declaredOrAssumed } from "./endpoint/target.ts";
import { answersWithin, ask } from "./http.ts";
import { scriptBeside } from "./script.ts";
import { type Target, TargetError } from "./target.ts";
import { type Access, clientFor, type TargetOptions } from "./targetOptions.ts";
import { UsageError } from "./usageError.ts";

export interface EmbeddedOptions {
  readonly seed: number;
  /** A factor of real time; with "manual" the clock is stopped and advances only on request. */
  readonly speed: number | "manual";
  readonly jitter: boolean;
  /** The name of a bug to switch on. */
  readonly bug?: string | null | undefined;
  /** Tasks listen on their ports, each at its own loopback address. */
  readonly traffic?: boolean | undefined;
}

const startMilliseconds = 15_000;
/** Only a planted bug can make a call take this long. */
const timeoutMilliseconds = 3000;

/** Starts the simulator in a child process. */
export async function openEmbedded(options: EmbeddedOptions & TargetOptions): Promise<Target> {
  const { seed, speed, jitter } = options;
  const asked = { port: 0, speed, jitter, seed, bug: options.bug ?? null, traffic: options.traffic === true };
  const child = new Child("the simulator", scriptBeside(import.meta, "embedded/child"), [JSON.stringify(asked)]);
  const url = await urlOf(child, options.bug);
  const described = await describeItself(url);
  if (!described) {
    await child.stop();
    throw new TargetError(`the simulator at ${url} does not answer GET /_kecs-fuzz/target`);
  }
  child.unref();
  const access: Access = { url, region: "us-east-1", accessKeyId: "AKIAKECSFUZZ00000000" };
  return {
    name: "embedded",
    url,
    access,
    ...declaredOrAssumed(url, {}, described),
    client: () => clientFor(access, options, timeoutMilliseconds),
    alive: () => answersWithin(url, 2000, () => child.status !== undefined),
    async reset() {
      const exchange = await ask(`${url}/_kecs-fuzz/reset`, { method: "POST" });
      if (exchange.kind !== "answered" || exchange.status !== 200) throw child.failure("could not be reset");
    },
    close: () => child.stop(),
  };
}

async function urlOf(child: Child, bug: string | null | undefined): Promise<string> {
  try {
    return new URL(await child.firstLine(startMilliseconds)).href.replace(/\/$/, "");
  } catch (error) {
    await child.stop();
    if (child.status === 2 && bug) throw new UsageError(`${child.lastLine} --bug list names them all.`);
    throw error instanceof TargetError ? error : child.failure("did not print its URL");
  }
}
