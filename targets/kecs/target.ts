import { wellFormedFixtures } from "../endpoint/fixtures.ts";
import { probeEcs } from "../endpoint/probe.ts";
import { answersWithin } from "../http.ts";
import { endpointUrl } from "../loopback.ts";
import type { Target } from "../target.ts";
import { type Access, callerAt, clientFor, type TargetOptions } from "../targetOptions.ts";
import { type KecsInContainer, startKecs } from "./inContainer.ts";

/** KECS in test mode panics 15 s after each start; its supervisor restarts it within a second. */
const patienceMilliseconds = 10_000;
const timeoutMilliseconds = 10_000;

interface KecsOptions extends TargetOptions {
  readonly allowRemote: boolean;
  /** Leave the containers running, and use running ones. */
  readonly reuse?: boolean | undefined;
}

/**
 * The KECS at KECS_ENDPOINT, in any mode. Without that, starts one in a container, in test mode: from KECS_IMAGE, or
 * KECS's own image.
 */
export async function openKecs(options: KecsOptions): Promise<Target> {
  const endpoint = process.env.KECS_ENDPOINT;
  if (!endpoint) {
    const container = await startKecs({ image: process.env.KECS_IMAGE, reuse: options.reuse === true });
    return targetAt(accessTo(container.url), options, container);
  }
  const access = accessTo(endpointUrl(endpoint, options.allowRemote).href);
  await probeEcs({ ...callerAt(access), timeoutMilliseconds }, patienceMilliseconds);
  return targetAt(access, options);
}

const accessTo = (url: string): Access => ({ url, region: "us-east-1", accessKeyId: "AKIAKECSFUZZ00000000" });

function targetAt(access: Access, options: KecsOptions, container?: KecsInContainer): Target {
  const { url } = access;
  return {
    name: "kecs",
    url,
    access,
    capabilities: new Set(["tasks"] as const),
    fixtures: wellFormedFixtures,
    restSeconds: 12,
    assumptions: [],
    client: () => clientFor(access, options, timeoutMilliseconds),
    alive: () => answersWithin(url, patienceMilliseconds),
    ...(container ? { log: container.log, pid: container.pid } : {}),
    close: async () => container?.close(),
  };
}
