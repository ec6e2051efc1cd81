import type { Client, Exchange, JsonObject } from "../../../clients/client.ts";
import { removeNamed } from "../../../properties/run/cleanup.ts";
import { wallClock } from "../../../properties/run/clock.ts";
import { GoneError } from "../../../properties/run/runContext.ts";
import { inParallel } from "../../../properties/workers/inParallel.ts";
import type { Target } from "../../../targets/target.ts";
import { brief } from "../brief.ts";
import type { ScenarioContext } from "../context.ts";
import { ServerCrash } from "../crash.ts";
import { type EcsClient, ecsClient } from "../ecsClient.ts";
import { ScenarioFailure } from "../waiting.ts";
import { MetricsCollector } from "./metricsCollector.ts";

type Listing = "ListServices" | "ListTasks" | "ListClusters" | "ListTaskDefinitions";

/**
 * Calls a server as fast as it answers, and measures that. The model does not judge the calls, so that only the load is
 * measured.
 */
export class Load {
  readonly ecs: EcsClient;
  readonly metrics = new MetricsCollector();
  /** What the load created outside the scenario's own cluster and families: it must be removed by name. */
  readonly clusters = new Set<string>();
  readonly families = new Set<string>();
  readonly #client: Client;
  readonly #target: Pick<Target, "alive">;
  readonly #signal: AbortSignal;
  #counts = true;

  constructor(client: Client, target: Pick<Target, "alive">, signal: AbortSignal) {
    this.#client = client;
    this.#target = target;
    this.#signal = signal;
    this.ecs = ecsClient({ call: (operation, input) => this.#call(operation, input) });
  }

  /** Does something before the load that is not measured: the first calls to any server are slow. */
  readonly warmUp = async (work: () => Promise<unknown>): Promise<void> => {
    this.#counts = false;
    await work();
    this.#counts = true;
  };

  /**
   * Calls a function this often, with this many calls at the same time; returns the results in order. After a failure
   * it begins no more calls, and throws once the running ones have ended.
   */
  readonly times = async <Result>(
    count: number,
    atOnce: number,
    work: (index: number) => Promise<Result>,
  ): Promise<Result[]> => {
    const results: Result[] = [];
    const failures: unknown[] = [];
    await inParallel(atOnce, Array(count).keys(), async (index) => {
      if (failures.length > 0) return;
      try {
        this.#signal.throwIfAborted();
        results[index] = await work(index);
      } catch (error) {
        failures.push(error);
      }
    });
    if (failures.length > 0) throw failures[0];
    return results;
  };

  /** All pages of a list. */
  async list(operation: Listing, input: object): Promise<string[]> {
    const arns: string[] = [];
    const tokens = new Set<string>();
    for (let nextToken: string | undefined; ; ) {
      this.#signal.throwIfAborted();
      const page = (await this.ecs.call(operation, {
        ...input,
        ...(nextToken === undefined ? {} : { nextToken }),
      })) as {
        readonly [member: string]: unknown;
      };
      for (const member of Object.values(page)) if (Array.isArray(member)) arns.push(...(member as string[]));
      nextToken = (page.nextToken as string | null | undefined) ?? undefined;
      if (nextToken === undefined) return arns;
      if (tokens.has(nextToken)) throw new ScenarioFailure(`${operation} returns the page ${nextToken} repeatedly`);
      tokens.add(nextToken);
    }
  }

  async #call(operation: string, input: JsonObject): Promise<Exchange> {
    if (operation === "CreateCluster") this.clusters.add(String(input.clusterName));
    if (operation === "RegisterTaskDefinition") this.families.add(String(input.family));
    const exchange = await this.#client.call(operation, input);
    const failed = exchange.kind === "unanswered" || exchange.status !== 200;
    if (this.#counts) this.metrics.call(operation, exchange.milliseconds, failed);
    if (exchange.kind === "unanswered" && exchange.cause !== "timeout") {
      if (!(await this.#target.alive())) throw new GoneError("the server became unavailable and did not recover");
      throw new ServerCrash(`the server crashed: ${operation} was not answered: ${exchange.detail}`);
    }
    return exchange;
  }
}

/** The interval between two measurements of resource usage. */
const lookMilliseconds = 250;

/** The body of a scenario that puts load on its target, checks the state afterwards, and removes everything. */
export function underLoad(
  body: (context: ScenarioContext, load: Load) => Promise<void>,
): (context: ScenarioContext) => Promise<void> {
  return async (context) => {
    const { target, waiting } = context;
    const client = target.client();
    const load = new Load(client, target, waiting.signal);
    const look = () => load.metrics.look(target);
    const looking = setInterval(() => void look(), lookMilliseconds);
    try {
      await look();
      await body(context, load);
    } finally {
      clearInterval(looking);
      await look();
      context.measured = load.metrics.export();
      context.left.push(...(await emptied(context, client, load)));
      client.close();
    }
  };
}

const atOnce = 16;

/** Removes what the load created: the model, which removes everything else, does not know it. Returns what remained. */
async function emptied({ cluster }: ScenarioContext, client: Client, load: Load): Promise<string[]> {
  const never = new AbortController().signal;
  const cleaner = new Load(client, { alive: async () => true }, never);
  const { ecs, times } = cleaner;
  const services = await cleaner.list("ListServices", { cluster }).catch(() => []);
  await times(services.length, atOnce, (index) =>
    ecs.deleteService(cluster, services[index] ?? "", true).catch(() => undefined),
  );
  const tasks = await cleaner.list("ListTasks", { cluster }).catch(() => []);
  await times(tasks.length, atOnce, (index) => ecs.stopTask(cluster, tasks[index] ?? "").catch(() => undefined));
  const sender = { send: (operation: string, input: JsonObject) => client.call(operation, input), context };
  return removeNamed(sender, [...load.clusters], [...load.families]);
}

const context = { clock: wallClock };

/**
 * Fails unless both lists have the same elements in any order: a load that loses something or adds something has
 * failed.
 */
export function assertNothingLost(what: string, made: readonly string[], found: readonly string[]): void {
  const [wanted, seen] = [new Set(made), new Set(found)];
  const lost = made.filter((each) => !seen.has(each));
  const strange = found.filter((each) => !wanted.has(each));
  if (wanted.size < made.length) throw new ScenarioFailure(`among ${made.length} ${what} some are identical`);
  if (lost.length + strange.length > 0 || found.length !== made.length)
    throw new ScenarioFailure(
      `${made.length} ${what} were made and ${found.length} are listed: lost ${lost.length} ${brief(lost.slice(0, 3))}, strange ${strange.length} ${brief(strange.slice(0, 3))}`,
    );
}

/** The items in groups of the size that one call accepts. */
export const inGroups = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
