import { ask } from "../../targets/http.ts";
import type { ScenarioContext } from "./context.ts";
import { webServer } from "./definitions.ts";
import type { Task } from "./ecsClient.ts";
import { runningTasks } from "./serviceTasks.ts";

/** Above 1023, so that listening needs no special permissions. */
const port = 8080;

/** Serves HTTP on the port that `Requests` uses. */
export const reachableServer = webServer("web", {
  image: "nginxinc/nginx-unprivileged:1.27-alpine",
  portMappings: [{ containerPort: port, protocol: "tcp" }],
});

/** Replaces a load balancer: at every look it sends an HTTP request to each running task. */
export class Requests {
  /** Requests that were sent. */
  sent = 0;
  /** The results of requests without a good response. */
  readonly failed: string[] = [];
  readonly #context: ScenarioContext;
  readonly #service: string;

  constructor(context: ScenarioContext, service: string) {
    this.#context = context;
    this.#service = service;
  }

  /** The number of tasks that respond now, for `watch`. */
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
