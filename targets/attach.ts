import { answersWithin } from "./http.ts";
import type { Capability, Fixtures, Target } from "./target.ts";
import { type Access, clientFor } from "./targetOptions.ts";
import { virtualClock } from "./virtualTime.ts";

/** A ready target as plain JSON, so that another thread can call it too. */
export interface TargetHandle {
  readonly name: string;
  readonly access: Access;
  readonly capabilities: readonly Capability[];
  readonly fixtures: Fixtures;
  readonly restSeconds: number;
  /** The clock is stopped and advances only on request. */
  readonly manual: boolean;
  /** The server's process id, where it cannot be found by the port it listens on. */
  readonly pid: number | undefined;
}

const timeoutMilliseconds = 15_000;
const aliveMilliseconds = 10_000;

export async function handleOf(target: Target): Promise<TargetHandle> {
  const { name, access, capabilities, fixtures, restSeconds, clock } = target;
  const pid = await target.pid?.();
  const manual = clock?.manual === true;
  return { name, access, capabilities: [...capabilities], fixtures, restSeconds, manual, pid };
}

/** The target of a handle. The process that opened the target closes it; a handle may only advance a manual clock. */
export const attach = ({ name, access, capabilities, fixtures, restSeconds, manual, pid }: TargetHandle): Target => ({
  name,
  url: access.url,
  access,
  capabilities: new Set(capabilities),
  fixtures,
  restSeconds,
  ...(manual ? { clock: virtualClock(access.url, "manual") } : {}),
  ...(pid === undefined ? {} : { pid: async () => pid }),
  assumptions: [],
  client: () => clientFor(access, {}, timeoutMilliseconds),
  alive: () => answersWithin(access.url, aliveMilliseconds),
  close: async () => {},
});
