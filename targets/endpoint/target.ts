import { answersWithin } from "../http.ts";
import { endpointUrl } from "../loopback.ts";
import { restSecondsAtSpeed } from "../rest.ts";
import type { Capability, Target } from "../target.ts";
import { type Access, callerAt, clientFor, type TargetOptions } from "../targetOptions.ts";
import { virtualClock } from "../virtualTime.ts";
import { wellFormedFixtures } from "./fixtures.ts";
import { probeEcs } from "./probe.ts";
import { capability, describeItself, type SelfDescription } from "./selfDescription.ts";
import { readTargetConfig, type TargetConfig } from "./targetConfig.ts";

export interface EndpointOptions extends TargetOptions {
  readonly targetConfig?: string | undefined;
  readonly allowRemote: boolean;
}

/** A server may be starting, or a supervisor may restart it; it does not count as unavailable before this time. */
const openMilliseconds = 2000;
const aliveMilliseconds = 5000;
const timeoutMilliseconds = 10_000;
const weakestRestSeconds = 20;

/** A server that kecs-fuzz does not start; only its URL is known. */
export async function openEndpoint(spec: string, options: EndpointOptions): Promise<Target> {
  const url = endpointUrl(spec, options.allowRemote).href;
  const config = options.targetConfig === undefined ? {} : readTargetConfig(options.targetConfig);
  const access: Access = {
    url,
    region: config.region ?? "us-east-1",
    accessKeyId: config.accessKeyId ?? "AKIAKECSFUZZ00000000",
  };
  const described = await describeItself(url);
  // A server that described itself is an ECS, even one whose ListClusters is broken.
  if (!described) await probe(access, options);
  return {
    name: url,
    url,
    access,
    ...declaredOrAssumed(url, config, described),
    client: () => clientFor(access, options, timeoutMilliseconds),
    alive: () => answersWithin(url, aliveMilliseconds),
    close: async () => {},
  };
}

function probe(access: Access, options: TargetOptions): Promise<void> {
  const probing = {
    ...callerAt(access),
    timeoutMilliseconds: options.timeoutMilliseconds ?? timeoutMilliseconds,
  };
  return probeEcs(probing, openMilliseconds);
}

/** The configuration of the user takes precedence over the server's self-description; the rest is assumed, and printed. */
export function declaredOrAssumed(url: string, config: TargetConfig, described: SelfDescription | undefined) {
  const assumptions: string[] = [];
  const assume = <T>(value: T, words: string): T => {
    assumptions.push(words);
    return value;
  };
  const known = described?.capabilities.filter((name): name is Capability => capability.safeParse(name).success);
  const capabilities =
    config.capabilities ?? known ?? assume([], "no capabilities (no tasks that start, no containers, no virtual time)");
  const fixtures =
    config.fixtures ??
    described?.fixtures ??
    assume(wellFormedFixtures, `subnets and security groups need not exist (${wellFormedFixtures.subnets[0]})`);
  const declared =
    config.restSeconds ?? described?.restSeconds ?? (described?.speed && restSecondsAtSpeed(described.speed));
  const restSeconds = declared ?? assume(weakestRestSeconds, `at rest after ${weakestRestSeconds} s`);
  const moves = capabilities.includes("virtualTime") && described !== undefined;
  return {
    capabilities: new Set<Capability>(capabilities),
    fixtures,
    restSeconds,
    version: config.version ?? described?.version,
    assumptions,
    ...(moves ? { clock: virtualClock(url, described.speed) } : {}),
  };
}
