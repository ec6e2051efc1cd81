import { performance } from "node:perf_hooks";
import type { Target } from "../../../targets/target.ts";
import { serverProcess, type Usage, usageOf } from "../../../targets/usage.ts";
import { Latencies, type Percentiles } from "./latencies.ts";

/** What was taken at a moment, in seconds since the start. */
export interface ResourceSnapshot extends Usage {
  readonly atSeconds: number;
}

/** How one operation answered, in milliseconds. */
export interface OperationLatency extends Percentiles {
  /** Calls that were refused or not answered. */
  readonly failed: number;
}

/** The stretches of a task's start: asked for, being pulled, running. In seconds of the server's own clock. */
export const startupPhases = ["created → pending", "pending → running", "created → running"] as const;
export type StartupPhase = (typeof startupPhases)[number];

/** All that was measured under load: what the JSON and the Prometheus export are made of. */
export interface LoadMetrics {
  readonly seconds: number;
  readonly operations: Readonly<Record<string, OperationLatency>>;
  /** By task: seconds of each stretch, as its own times tell. */
  readonly tasks: Readonly<Record<string, Readonly<Partial<Record<StartupPhase, number>>>>>;
  /** Of all tasks; milliseconds of the server's own clock. */
  readonly startup: Readonly<Partial<Record<StartupPhase, Percentiles>>>;
  readonly resources: { readonly server: readonly ResourceSnapshot[]; readonly tester: readonly ResourceSnapshot[] };
}

/** The times that a task tells of itself, in seconds since the epoch. */
interface StartTimes {
  readonly taskArn?: string | undefined;
  readonly createdAt?: number | undefined;
  readonly pullStartedAt?: number | undefined;
  readonly startedAt?: number | undefined;
}

/** To look for the server among all processes is work that would be measured too. */
const searchMilliseconds = 5000;

/** Counts what a load does: response times per operation, start-up times per task, what server and tester take. */
export class MetricsCollector {
  readonly #began = performance.now();
  readonly #operations = new Map<string, { latencies: Latencies; failed: number }>();
  readonly #tasks = new Map<string, Partial<Record<StartupPhase, number>>>();
  readonly #server: ResourceSnapshot[] = [];
  readonly #tester: ResourceSnapshot[] = [];
  #pid: number | undefined;
  #searchAgain = 0;
  #looking = false;

  /** A call that was answered after so many milliseconds, or was not. */
  call(operation: string, milliseconds: number, failed: boolean): void {
    const of = this.#operations.get(operation) ?? { latencies: new Latencies(), failed: 0 };
    this.#operations.set(operation, of);
    of.latencies.record(milliseconds);
    if (failed) of.failed += 1;
  }

  /** A task that runs: how long each stretch of its start took, as far as it tells. */
  started({ taskArn = "", createdAt, pullStartedAt, startedAt }: StartTimes): void {
    const stretches: Partial<Record<StartupPhase, number>> = {};
    const note = (phase: StartupPhase, from: number | undefined, to: number | undefined): void => {
      if (from !== undefined && to !== undefined) stretches[phase] = to - from;
    };
    note("created → pending", createdAt, pullStartedAt);
    note("pending → running", pullStartedAt, startedAt);
    note("created → running", createdAt, startedAt);
    this.#tasks.set(taskArn, stretches);
  }

  /** Looks at what both sides take now; a server that was started again is another process. */
  async look(target: Pick<Target, "pid" | "url">): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      await this.#look(target);
    } finally {
      this.#looking = false;
    }
  }

  async #look(target: Pick<Target, "pid" | "url">): Promise<void> {
    if (this.#pid === undefined && performance.now() >= this.#searchAgain) {
      this.#pid = await serverProcess(target);
      this.#searchAgain = performance.now() + searchMilliseconds;
    }
    const atSeconds = (performance.now() - this.#began) / 1000;
    const [server, tester] = await Promise.all([
      this.#pid === undefined ? undefined : usageOf(this.#pid),
      usageOf(process.pid),
    ]);
    if (server === undefined) this.#pid = undefined;
    if (server !== undefined) this.#server.push({ atSeconds, ...server });
    if (tester !== undefined) this.#tester.push({ atSeconds, ...tester });
  }

  export(): LoadMetrics {
    const operations = [...this.#operations].map(([operation, { latencies, failed }]) => {
      return [operation, { ...latencies.percentiles(), failed }] as const;
    });
    const startup = startupPhases.flatMap((phase) => {
      const latencies = new Latencies();
      for (const stretches of this.#tasks.values()) {
        const seconds = stretches[phase];
        if (seconds !== undefined) latencies.record(seconds * 1000);
      }
      return latencies.count === 0 ? [] : [[phase, latencies.percentiles()] as const];
    });
    return {
      seconds: (performance.now() - this.#began) / 1000,
      operations: Object.fromEntries(operations),
      tasks: Object.fromEntries(this.#tasks),
      startup: Object.fromEntries(startup),
      resources: { server: this.#server, tester: this.#tester },
    };
  }
}
