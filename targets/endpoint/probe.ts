import { setTimeout as sleep } from "node:timers/promises";
import type { Answered, ClientOptions, Exchange, JsonObject } from "../../clients/client.ts";
import { wireClient } from "../../clients/wire.ts";
import { isObject } from "../../model/language/json.ts";
import { TargetError } from "../target.ts";

const questions: readonly [operation: string, input: JsonObject, members: readonly string[]][] = [
  ["ListClusters", { maxResults: 1 }, ["clusterArns"]],
  ["DescribeClusters", {}, ["clusters", "failures"]],
];

/**
 * Checks that an ECS answers at the URL, even a faulty one: one plausible reply is enough. Retries for some time when
 * the server cannot be reached, because it may be starting. Throws a TargetError of one line.
 */
export async function probeEcs(options: ClientOptions, patienceMilliseconds: number): Promise<void> {
  const deadline = performance.now() + patienceMilliseconds;
  const client = wireClient(options);
  try {
    for (;;) {
      const exchanges: Exchange[] = [];
      for (const [operation, input, members] of questions) {
        const exchange = await client.call(operation, input);
        if (exchange.kind === "answered" && looksLikeEcs(exchange, members)) return;
        exchanges.push(exchange);
      }
      const answer = exchanges.find((exchange) => exchange.kind === "answered");
      if (answer || performance.now() >= deadline) throw notEcs(options.endpoint, answer ?? exchanges[0]);
      await sleep(100);
    }
  } finally {
    client.close();
  }
}

/** A member of the reply, a typed error, or the content type of AWS's JSON protocol with any JSON. */
function looksLikeEcs(answer: Answered, members: readonly string[]): boolean {
  if (!isObject(answer.json)) return false;
  const { json } = answer;
  return (
    members.some((member) => member in json) ||
    "__type" in json ||
    answer.contentType.includes("application/x-amz-json")
  );
}

function notEcs(url: string, exchange: Exchange | undefined): TargetError {
  if (exchange?.kind !== "answered") return new TargetError(`${url} cannot be reached: ${exchange?.detail}`);
  const start = exchange.text.slice(0, 60).replaceAll(/\s+/g, " ");
  return new TargetError(
    `${url} does not implement ECS: ListClusters returned ${exchange.status} ${exchange.contentType} ${start}`,
  );
}
