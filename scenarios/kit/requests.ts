import { ask } from "../../targets/http.ts";
import type { ScenarioContext } from "./context.ts";
import { webServer } from "./definitions.ts";
import type { Task } from "./ecsClient.ts";
import { runningTasks } from "./serviceTasks.ts";

/** Above 1023, so that it takes no rights to listen there. */
const port = 8080;

/** Serves HTTP where `Requests` asks. */
export const reachableServer = webServer("web", {
  image: "nginxinc/nginx-unprivileged:1.27-alpine",
  portMappings: [{ containerPort: port, protocol: "tcp" }],
});

/** Stands in for a load balancer: whenever it looks, it sends an HTTP request to each task that runs. */
export class Requests {
  /** Requests that were sent. */
  sent = 0;
  /** What came of those that were not answered well. */
  readonly failed: string[] = [];
  readonly #context: ScenarioContext;
  readonly #service: string;

  constructor(context: ScenarioContext, service: string) {
    this.#context = context;
    this.#service = service;
  }

  /** How many tasks answer now, for `watch`. */
  readonly answering = async (): Promise<number> => {
    const tasks = await runningTasks(this.#context, this.#service);
    const answers = await Promise.all(tasks.map((task) => this.#isAnswered(task)));
    return answers.filter(Boolean).length;
  };

  async #isAnswered({ taskArn, containers = [] }: Task): Promise<boolean> {
    this.sent += 1;
    const address = containers[0]?.networkInterfaces?.[0]?.privateIpv4Address;
    if (address === undefined) {
      this.failed.push(`${taskArn} has no address`);
      return false;
    }
    const exchange = await ask(`http://${address}:${port}/`, {});
    if (exchange.kind === "answered" && exchange.status === 200) return true;
    this.failed.push(`${taskArn}: ${exchange.kind === "answered" ? exchange.status : exchange.detail}`);
    return false;
  }
}
