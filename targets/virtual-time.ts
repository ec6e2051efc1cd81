import { ask } from "./http.ts";
import { type Target, TargetError } from "./target.ts";

/** Moves the clock of a target with the capability `virtualTime`. */
export async function advance(target: Target, seconds: number): Promise<void> {
  const headers = { "content-type": "application/json" };
  const url = new URL("/_kecs-fuzz/advance", target.url).href;
  const exchange = await ask(url, { method: "POST", headers, body: JSON.stringify({ seconds }) });
  if (exchange.kind === "answered" && exchange.status === 200) return;
  throw new TargetError(
    `${target.name} could not be advanced: ${exchange.kind === "answered" ? exchange.text : exchange.detail}`,
  );
}
