import http from "node:http";
import * as ecs from "@aws-sdk/client-ecs";
import { authorization } from "../clients/authorization.ts";
import type { Client, ClientOptions, JsonObject } from "../clients/client.ts";
import { sdkClient } from "../clients/sdk.ts";
import { defaultPlanOptions } from "../commands/plans/generate.ts";
import { campaign } from "../properties/campaign/campaign.ts";
import { inParallel } from "../properties/workers/inParallel.ts";
import { openEmbedded } from "../targets/embedded.ts";
import type { Target } from "../targets/target.ts";
import { line, median, seconds } from "./measure.ts";

interface Request {
  readonly operation: string;
  readonly input: JsonObject;
}

type Way = (request: Request) => Promise<unknown>;

const runs = 30;
const rounds = 3;

/**
 * The speed of a campaign with all its checks, in calls a second, compared with bare clients that send the same
 * requests.
 */
export async function measureCampaign(): Promise<string[]> {
  const recorded: Request[] = [];
  let recording = true;
  const target = await openTarget((options) => {
    const client = sdkClient(options);
    const call: Client["call"] = (operation, input) => {
      if (recording) recorded.push({ operation, input });
      return client.call(operation, input);
    };
    return { call, close: () => client.close() };
  });
  const ways = waysTo(target.url);
  try {
    await callsPerSecond(target, 1);
    recording = false;
    const rates = new Map<string, number[]>();
    const note = (name: string, rate: number) => rates.set(name, [...(rates.get(name) ?? []), rate]);
    for (let round = 0; round < rounds; round++) {
      for (const workers of [1, 2]) {
        note(`campaign ${workers}`, await callsPerSecond(target, workers));
        for (const [name, way] of Object.entries(ways.by))
          note(`${name} ${workers}`, await replay(target, recorded, way, workers));
      }
    }
    return tell(
      recorded.length,
      (name) => median(rates.get(name) ?? []),
      (above, below) => {
        const [tops, bottoms] = [rates.get(above) ?? [], rates.get(below) ?? []];
        return median(tops.map((top, round) => top / (bottoms[round] ?? Number.NaN)));
      },
    );
  } finally {
    ways.close();
    await target.close();
  }
}

function tell(
  calls: number,
  rate: (name: string) => number,
  ratio: (above: string, below: string) => number,
): string[] {
  const lines = [`A campaign of ${runs} runs (${calls} calls), every check on, against the same requests sent bare:`];
  for (const workers of [1, 2]) {
    const own = `campaign ${workers}`;
    lines.push(line(`  campaign, ${workers} at once`, `${Math.round(rate(own))} calls/s`));
    for (const name of ["tuned SDK client", "default ECSClient", "plain node:http"]) {
      const aim = name.startsWith("tuned") ? "0.8" : "";
      lines.push(
        line(
          `    to the ${name} (${Math.round(rate(`${name} ${workers}`))}/s)`,
          ratio(own, `${name} ${workers}`).toFixed(2),
          aim,
        ),
      );
    }
  }
  lines.push(line("  two workers to one", ratio("campaign 2", "campaign 1").toFixed(2), "1.6"));
  return lines;
}

const openTarget = (speak: (options: ClientOptions) => Client): Promise<Target> =>
  openEmbedded({ seed: 1, speed: 1000, jitter: false, speak });

async function callsPerSecond(target: Target, workers: number): Promise<number> {
  await target.reset?.();
  const options = {
    seed: 1,
    runs,
    milliseconds: undefined,
    shard: { index: 0, of: 1 },
    workers,
    bail: false,
    eventual: false,
    plan: defaultPlanOptions,
    earlier: [],
  };
  const result = await campaign(target, options, {}, new AbortController().signal);
  if (result.faults.length > 0)
    console.error(`the campaign found ${result.faults.length} divergences: their shrinking is counted too`);
  return result.calls / result.seconds;
}

async function replay(target: Target, requests: readonly Request[], way: Way, workers: number): Promise<number> {
  await target.reset?.();
  return (
    requests.length / (await seconds(() => inParallel(workers, requests, async (request) => void (await way(request)))))
  );
}

function waysTo(url: string) {
  const options: ClientOptions = {
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAKECSFUZZ00000000", secretAccessKey: "kecs-fuzz" },
    timeoutMilliseconds: 3000,
  };
  const tuned = sdkClient(options);
  const stock = new ecs.ECSClient({ ...options, maxAttempts: 1 });
  const agent = new http.Agent({ keepAlive: true });
  const commands = ecs as unknown as Record<string, new (input: object) => ecs.ListTasksCommand>;
  const by: Record<string, Way> = {
    "tuned SDK client": ({ operation, input }) => tuned.call(operation, input),
    "default ECSClient": ({ operation, input }) => {
      const Command = commands[`${operation}Command`];
      if (Command === undefined) throw new Error(`@aws-sdk/client-ecs has no ${operation}`);
      // A refusal is a reply like any other.
      return stock.send(new Command(input)).catch(() => {});
    },
    "plain node:http": (request) => post(agent, url, request, authorization(options)),
  };
  const close = () => {
    tuned.close();
    stock.destroy();
    agent.destroy();
  };
  return { by, close };
}

/** Sends a request without reading the content of the reply: the minimum cost of a call in this runtime. */
function post(agent: http.Agent, url: string, { operation, input }: Request, header: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AmazonEC2ContainerServiceV20141113.${operation}`,
    authorization: header,
  };
  const request = http.request(url, { agent, method: "POST", headers }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    response.on("end", () => resolve(text === "" ? undefined : text));
  });
  request.on("error", reject);
  request.end(JSON.stringify(input));
  return promise;
}
