import { ask } from "./http.ts";
import { TargetError } from "./target.ts";

/** A target's clock that can be moved. */
export interface VirtualClock {
  /** It stands still until it is moved. */
  readonly manual: boolean;
  /** Moves it over what passes in so many milliseconds of the wall at its speed; at the default speed where it has none. */
  skip(milliseconds: number): Promise<void>;
}

const defaultSpeed = 1000;

/** The clock of the server at `url`, which has the capability `virtualTime`. */
export function virtualClock(url: string, speed: number | "manual" = defaultSpeed): VirtualClock {
  const factor = speed === "manual" ? defaultSpeed : speed;
  return { manual: speed === "manual", skip: (milliseconds) => advance(url, (milliseconds / 1000) * factor) };
}

/** Moves the clock by so many of its own seconds. */
export async function advance(server: string, seconds: number): Promise<void> {
  const headers = { "content-type": "application/json" };
  const url = new URL("/_kecs-fuzz/advance", server).href;
  const exchange = await ask(url, { method: "POST", headers, body: JSON.stringify({ seconds }) });
  if (exchange.kind === "answered" && exchange.status === 200) return;
  throw new TargetError(
    `the clock of ${server} could not be moved: ${exchange.kind === "answered" ? exchange.text : exchange.detail}`,
  );
}
