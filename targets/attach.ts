import { answersWithin } from "./http.ts";
import type { Capability, Fixtures, Target } from "./target.ts";
import { type Access, clientFor } from "./target-options.ts";
import { virtualClock } from "./virtual-time.ts";

/** A target that is ready, as plain JSON: what another thread needs to call it too. */
export interface TargetHandle {
  readonly name: string;
  readonly access: Access;
  readonly capabilities: readonly Capability[];
  readonly fixtures: Fixtures;
  readonly restSeconds: number;
  /** Its clock stands still until it is moved. */
  readonly manual: boolean;
}

const timeoutMilliseconds = 15_000;
const aliveMilliseconds = 10_000;

export const handleOf = ({ name, access, capabilities, fixtures, restSeconds, clock }: Target): TargetHandle => ({
  name,
  access,
  capabilities: [...capabilities],
  fixtures,
  restSeconds,
  manual: clock?.manual === true,
});

/** The target again. Who opened it closes it; only a clock that stands still is ours to move. */
export const attach = ({ name, access, capabilities, fixtures, restSeconds, manual }: TargetHandle): Target => ({
  name,
  url: access.url,
  access,
  capabilities: new Set(capabilities),
  fixtures,
  restSeconds,
  ...(manual ? { clock: virtualClock(access.url, "manual") } : {}),
  assumptions: [],
  client: () => clientFor(access, {}, timeoutMilliseconds),
  alive: () => answersWithin(access.url, aliveMilliseconds),
  close: async () => {},
});
