import { isRead } from "../model/operationFacts.ts";
import type { ClientOptions } from "./client.ts";
import { sdkClient } from "./sdk.ts";
import { type WireClient, wireClient } from "./wire.ts";

/**
 * Writes go through the SDK, as users send them. Reads, most of which are looks, go directly over HTTP: the bytes are
 * the same, and the SDK's middleware takes longer than the call (`npm run bench`).
 */
export function dividedClient(options: ClientOptions): WireClient {
  const [writes, reads] = [sdkClient(options), wireClient(options)];
  return {
    call: (operation, input) => (isRead(operation) ? reads : writes).call(operation, input),
    request: (operation, body) => reads.request(operation, body),
    send: (request) => reads.send(request),
    close() {
      writes.close();
      reads.close();
    },
  };
}
