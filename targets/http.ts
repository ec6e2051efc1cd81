import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange } from "../clients/client.ts";
import { Connection, type RawRequest } from "../clients/connection.ts";

/** One request outside the campaign, on a connection of its own. */
export async function ask(url: string, request: Partial<RawRequest>, timeoutMilliseconds = 5000): Promise<Exchange> {
  const connection = new Connection(url, timeoutMilliseconds);
  try {
    const { pathname, search } = new URL(url);
    return await connection.exchange({ method: "GET", path: pathname + search, headers: {}, body: "", ...request });
  } finally {
    connection.close();
  }
}

/** Does anything answer HTTP at the URL within the time? Retries until then. */
export async function answersWithin(url: string, milliseconds: number, giveUp = () => false): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    if (giveUp()) return false;
    const left = Math.max(50, deadline - performance.now());
    if ((await ask(url, {}, Math.min(left, 2000))).kind === "answered") return true;
    if (performance.now() >= deadline) return false;
    await sleep(50);
  }
}
