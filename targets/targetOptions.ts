import type { Client, ClientOptions } from "../clients/client.ts";
import { dividedClient } from "../clients/divided.ts";

/** The options of every target. */
export interface TargetOptions {
  /** The client of the workers (default: writes through the SDK, reads directly over HTTP). */
  readonly speak?: ((options: ClientOptions) => Client) | undefined;
  /** The time limit of a call; each target has its own default. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** The URL of a server, and the caller's region and access key. */
export interface Access {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** The same in the form of AWS clients; the servers under test do not check the secret. */
export const callerAt = ({ url, region, accessKeyId }: Access) => ({
  endpoint: url,
  region,
  credentials: { accessKeyId, secretAccessKey: "kecs-fuzz" },
});

/** Creates the client of one worker. */
export function clientFor(access: Access, options: TargetOptions, defaultTimeoutMilliseconds: number): Client {
  return (options.speak ?? dividedClient)({
    ...callerAt(access),
    timeoutMilliseconds: options.timeoutMilliseconds ?? defaultTimeoutMilliseconds,
  });
}
