import type { Exchange } from "../../clients/client.ts";
import { lifeCycle, runningIndex } from "../../model/resources/task.ts";
import type { EcsClient, Task } from "./ecsClient.ts";
import { ScenarioFailure, type Waiting } from "./waiting.ts";

/** A state in which a task was observed, and the time of the first observation. */
export interface TaskStatus {
  readonly lastStatus: string;
  readonly desiredStatus: string;
  /** Seconds of the target's clock since the scenario began. */
  readonly atSeconds: number;
}

/**
 * Records every state of a task that any reply shows, from the reply that started it on. Looks at each task that has
 * not stopped whenever time passes.
 */
export class TaskStatusChecker {
  readonly #ecs: EcsClient;
  readonly #waiting: Waiting;
  readonly #histories = new Map<string, TaskStatus[]>();
  readonly #services: { readonly cluster: string; readonly service: string }[] = [];

  constructor(ecs: EcsClient, waiting: Waiting) {
    this.#ecs = ecs;
    this.#waiting = waiting;
    waiting.observe(() => this.#look());
  }

  /** Takes in a reply to any call. */
  see(exchange: Exchange): void {
    if (exchange.kind !== "answered" || exchange.status !== 200) return;
    const { task, tasks } = (exchange.json ?? {}) as { task?: Task; tasks?: Task[] };
    for (const each of [task, ...(Array.isArray(tasks) ? tasks : [])]) this.#note(each);
  }

  /** Follows the tasks of a service too, including those it starts later. */
  async watchService(cluster: string, service: string): Promise<void> {
    this.#services.push({ cluster, service });
    await this.#find({ cluster, service });
  }

  /** The observed tasks, in the order of their first observation. */
  get tasks(): readonly string[] {
    return [...this.#histories.keys()];
  }

  getStatusHistory(taskArn: string): readonly TaskStatus[] {
    return this.#histories.get(taskArn) ?? [];
  }

  /** Waits until a task was observed in a state; fails as soon as the task has skipped it. */
  async waitForStatus(taskArn: string, status: string, patience = 1): Promise<void> {
    const wanted = indexOf(status);
    if (wanted < 0) throw new Error(`tasks have no status ${status}: there are ${lifeCycle.join(", ")}`);
    const history = await this.#waiting.until(
      `task ${shortName(taskArn)} to be ${status}`,
      async () => this.getStatusHistory(taskArn),
      (seen) => seen.some(({ lastStatus }) => indexOf(lastStatus) >= wanted),
      patience,
    );
    if (!history.some(({ lastStatus }) => lastStatus === status))
      throw new ScenarioFailure(`task ${shortName(taskArn)} was never observed ${status}: ${historyText(history)}`);
  }

  /** Fails unless the history goes forward along the life cycle, and towards STOPPED only once the task should stop. */
  validateTransitions(taskArn: string): void {
    const history = this.getStatusHistory(taskArn);
    const complain = (what: string) => {
      throw new ScenarioFailure(`task ${shortName(taskArn)} ${what}: ${historyText(history)}`);
    };
    if (history.length === 0) complain("was never observed");
    for (const [index, { lastStatus, desiredStatus }] of history.entries()) {
      const before = history[index - 1];
      if (indexOf(lastStatus) < 0) complain(`has the status ${lastStatus}, which ECS does not know`);
      if (before !== undefined && indexOf(lastStatus) < indexOf(before.lastStatus))
        complain(`went back from ${before.lastStatus} to ${lastStatus}`);
      if (before?.desiredStatus === "STOPPED" && desiredStatus !== "STOPPED")
        complain(`was to stop, and then to be ${desiredStatus}`);
      if (indexOf(lastStatus) > runningIndex && desiredStatus !== "STOPPED")
        complain(`is ${lastStatus} but desired to be ${desiredStatus}`);
    }
  }

  /** All histories, one a line. */
  report(): string[] {
    return [...this.#histories].map(([arn, history]) => `task ${shortName(arn)}: ${historyText(history)}`);
  }

  async #look(): Promise<void> {
    for (const service of this.#services) await this.#find(service);
    const open = [...this.#histories].filter(([, history]) => history.at(-1)?.lastStatus !== "STOPPED");
    const clusters = Map.groupBy(open, ([arn]) => arn.split("/").at(-2) ?? "");
    for (const [cluster, tasks] of clusters)
      for (let start = 0; start < tasks.length; start += mostTasks)
        await this.#ecs.describeTasks(
          cluster,
          tasks.slice(start, start + mostTasks).map(([arn]) => arn),
        );
  }

  async #find({ cluster, service }: { cluster: string; service: string }): Promise<void> {
    const arns = await this.#ecs.listTasks(cluster, { serviceName: service });
    arns.push(...(await this.#ecs.listTasks(cluster, { serviceName: service, desiredStatus: "STOPPED" })));
    const unfollowed = arns.filter((arn) => !this.#histories.has(arn));
    if (unfollowed.length > 0) await this.#ecs.describeTasks(cluster, unfollowed.slice(0, mostTasks));
  }

  #note(task: Task | undefined): void {
    if (task?.taskArn === undefined) return;
    const history = this.#histories.get(task.taskArn) ?? [];
    this.#histories.set(task.taskArn, history);
    const { lastStatus = "", desiredStatus = "" } = task;
    const last = history.at(-1);
    if (last?.lastStatus === lastStatus && last.desiredStatus === desiredStatus) return;
    history.push({ lastStatus, desiredStatus, atSeconds: this.#waiting.pace.now() });
  }
}

/** The limit of DescribeTasks. */
const mostTasks = 100;

const order: readonly string[] = lifeCycle;

const indexOf = (status: string): number => order.indexOf(status);

const shortName = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1, arn.lastIndexOf("/") + 9);

const historyText = (history: readonly TaskStatus[]): string =>
  history.length === 0
    ? "nothing seen"
    : history
        .map(
          ({ lastStatus, desiredStatus, atSeconds }) =>
            `${lastStatus}${desiredStatus === "STOPPED" && lastStatus !== "STOPPED" ? " (to stop)" : ""} at ${atSeconds.toFixed(1)} s`,
        )
        .join(" → ");
