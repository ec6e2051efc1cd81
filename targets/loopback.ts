import { isIPv4 } from "node:net";
import { UsageError } from "./usageError.ts";

/** Does the URL name this machine? A name that only resembles it does not count. */
function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/\.$/, "");
  if (host === "localhost" || host.endsWith(".localhost") || host === "[::1]") return true;
  return isIPv4(host) && host.startsWith("127.");
}

/** The server's URL; throws unless it names this machine or `--allow-remote` was given. */
export function endpointUrl(text: string, allowRemote: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new UsageError(
      `unknown target "${text}": give embedded, kecs, moto, ministack or a URL such as http://127.0.0.1:5373`,
    );
  }
  if (!allowRemote && !isLoopback(url)) {
    throw new UsageError(
      `${url.host} is not this machine, and a campaign creates and deletes resources there: add --allow-remote to permit that`,
    );
  }
  return url;
}
