import type { Client, ClientOptions } from "../clients/client.ts";
import { dividedClient } from "../clients/divided.ts";

/** What holds for every target. */
export interface TargetOptions {
  /** How the workers speak; writes through the SDK, reads over the wire, unless told otherwise. */
  readonly speak?: ((options: ClientOptions) => Client) | undefined;
  /** How long a call may take; each target has its own default. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** Where a server is and whom we say we are. */
export interface Access {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** The same as clients of AWS want to be told it; the servers we test look at no secret. */
export const callerAt = ({ url, region, accessKeyId }: Access) => ({
  endpoint: url,
  region,
  credentials: { accessKeyId, secretAccessKey: "kecs-fuzz" },
});

/** Makes one worker's client. */
export function clientFor(access: Access, options: TargetOptions, defaultTimeoutMilliseconds: number): Client {
  return (options.speak ?? dividedClient)({
    ...callerAt(access),
    timeoutMilliseconds: options.timeoutMilliseconds ?? defaultTimeoutMilliseconds,
  });
}
