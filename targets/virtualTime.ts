import { ask } from "./http.ts";
import { TargetError, type VirtualClock } from "./target.ts";

const defaultSpeed = 1000;

/** The clock of the server at `url`, which has the capability `virtualTime`. */
export function virtualClock(url: string, speed: number | "manual" = defaultSpeed): VirtualClock {
  const factor = speed === "manual" ? defaultSpeed : speed;
  return {
    manual: speed === "manual",
    skip: async (milliseconds) => {
      await advance(url, (milliseconds / 1000) * factor);
    },
    step: (mostSeconds) => advance(url, mostSeconds, true),
  };
}

/** Moves the clock by this many virtual seconds, or only to the next change; returns its new time. */
export async function advance(server: string, seconds: number, untilMove = false): Promise<number> {
  const headers = { "content-type": "application/json" };
  const url = new URL("/_kecs-fuzz/advance", server).href;
  const exchange = await ask(url, { method: "POST", headers, body: JSON.stringify({ seconds, untilMove }) });
  if (exchange.kind === "answered" && exchange.status === 200) return (exchange.json as { now: number }).now;
  throw new TargetError(
    `the clock of ${server} could not be moved: ${exchange.kind === "answered" ? exchange.text : exchange.detail}`,
  );
}
