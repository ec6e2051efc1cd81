import type { Client, Exchange } from "../../clients/client.ts";
import type { Divergence } from "../judge/divergence.ts";

/** Has the server crashed on this call? After a mere reset of the connection, the server still answers a probe. */
export async function isServerGone(client: Client, exchange: Exchange): Promise<boolean> {
  if (exchange.kind === "answered" || exchange.cause === "timeout") return false;
  if (exchange.cause !== "reset") return true;
  const probe = await client.call("ListClusters", { maxResults: 1 });
  return probe.kind !== "answered";
}

/** The divergence of a crashed server; a replay proves whether the operation is to blame. */
export const crashDivergence = (
  { operation, look, command }: Pick<Divergence, "operation" | "look" | "command">,
  exchange: Exchange,
): Divergence => ({
  signature: { kind: "spontaneous-crash" },
  operation: look ?? operation,
  clock: "reply",
  expected: "a server that stays up",
  actual: exchange.kind === "answered" ? "" : exchange.detail,
  path: undefined,
  rule: "P1",
  command,
  look,
});
