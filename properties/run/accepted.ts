import type { Exchange } from "../../clients/client.ts";

/** Did the server accept the call? */
export async function isAccepted(call: Promise<Exchange>): Promise<boolean> {
  const exchange = await call;
  return exchange.kind === "answered" && exchange.status === 200;
}
