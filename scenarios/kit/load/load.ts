import type { Exchange, JsonObject } from "../../../clients/client.ts";
import { brief } from "../brief.ts";
import type { ScenarioContext } from "../context.ts";
import { type Caller, type EcsClient, ecsClient } from "../ecsClient.ts";
import { ScenarioFailure } from "../waiting.ts";
import { MetricsCollector } from "./metricsCollector.ts";

/** How often what server and tester take is looked at. */
const lookMilliseconds = 250;

/** Calls a server as fast as it answers, and measures that. The model does not look on: a load is to be the load. */
export class Load {
  readonly ecs: EcsClient;
  readonly metrics = new MetricsCollector();
  #counts = true;

  constructor(caller: Caller) {
    this.ecs = ecsClient({ call: (operation, input) => this.#call(caller, operation, input) });
  }

  /** Does something before the load that is not to be measured: the first calls of any server are slow. */
  readonly warmUp = async (work: () => Promise<unknown>): Promise<void> => {
    this.#counts = false;
    await work();
    this.#counts = true;
  };

  /** Does something so often, so many at once; what each made of it, in order. */
  readonly times = async <Result>(
    count: number,
    atOnce: number,
    work: (index: number) => Promise<Result>,
  ): Promise<Result[]> => {
    const results: Result[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < count; index = next++) results[index] = await work(index);
    };
    await Promise.all(Array.from({ length: Math.min(count, atOnce) }, worker));
    return results;
  };

  /** A whole list, page by page. */
  async list(operation: "ListServices" | "ListTasks" | "ListClusters" | "ListTaskDefinitions", input: object) {
    const arns: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = (await this.ecs.call(operation, {
        ...input,
        ...(nextToken === undefined ? {} : { nextToken }),
      })) as {
        readonly [member: string]: unknown;
      };
      for (const member of Object.values(page)) if (Array.isArray(member)) arns.push(...(member as string[]));
      nextToken = page.nextToken as string | undefined;
    } while (nextToken !== undefined && nextToken !== null);
    return arns;
  }

  async #call(caller: Caller, operation: string, input: JsonObject): Promise<Exchange> {
    const exchange = await caller.call(operation, input);
    const failed = exchange.kind === "unanswered" || exchange.status !== 200;
    if (this.#counts) this.metrics.call(operation, exchange.milliseconds, failed);
    return exchange;
  }
}

/** The body of a scenario that loads its target, looks at the state afterwards, and leaves nothing behind. */
export function underLoad(
  body: (context: ScenarioContext, load: Load) => Promise<void>,
): (context: ScenarioContext) => Promise<void> {
  return async (context) => {
    const client = context.target.client();
    const load = new Load(client);
    const look = () => load.metrics.look(context.target);
    const looking = setInterval(() => void look(), lookMilliseconds);
    try {
      await look();
      await body(context, load);
    } finally {
      clearInterval(looking);
      await look();
      context.measured = load.metrics.export();
      await emptied(context, client).finally(() => client.close());
    }
  };
}

const atOnce = 16;

/** Removes what lives in the scenario's own cluster: the model, which cleans up all else, has not heard of it. */
async function emptied({ cluster }: ScenarioContext, caller: Caller): Promise<void> {
  const cleaner = new Load(caller);
  const { ecs } = cleaner;
  const services = await cleaner.list("ListServices", { cluster }).catch(() => []);
  await cleaner.times(services.length, atOnce, (index) =>
    ecs.deleteService(cluster, services[index] ?? "", true).catch(() => undefined),
  );
  const tasks = await cleaner.list("ListTasks", { cluster }).catch(() => []);
  await cleaner.times(tasks.length, atOnce, (index) =>
    ecs.stopTask(cluster, tasks[index] ?? "").catch(() => undefined),
  );
}

/** Fails unless these are the same, whatever their order: a load that loses something, or adds to it, has failed. */
export function assertNothingLost(what: string, made: readonly string[], found: readonly string[]): void {
  const [wanted, seen] = [new Set(made), new Set(found)];
  const lost = made.filter((each) => !seen.has(each));
  const strange = found.filter((each) => !wanted.has(each));
  if (wanted.size < made.length) throw new ScenarioFailure(`of ${made.length} ${what} some are the same one`);
  if (lost.length + strange.length > 0 || found.length !== made.length)
    throw new ScenarioFailure(
      `${made.length} ${what} were made and ${found.length} are listed: lost ${lost.length} ${brief(lost.slice(0, 3))}, strange ${strange.length} ${brief(strange.slice(0, 3))}`,
    );
}

/** The items in groups of so many: what one call takes. */
export const inGroups = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
