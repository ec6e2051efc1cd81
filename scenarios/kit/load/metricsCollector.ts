import { performance } from "node:perf_hooks";
import type { Target } from "../../../targets/target.ts";
import { serverProcess, type Usage, usageOf } from "../../../targets/usage.ts";
import { Latencies, type Percentiles } from "./latencies.ts";

/** The resource usage at one moment, in seconds since the start. */
export interface ResourceSnapshot extends Usage {
  readonly atSeconds: number;
}

/** The response times of one operation, in milliseconds. */
export interface OperationLatency extends Percentiles {
  /** Calls that were refused or got no reply. */
  readonly failed: number;
}

/**
 * The phases of a task's start: from created to pending, to the image pull, to running. In seconds of the server's own
 * clock.
 */
export const startupPhases = ["created → pending", "pending → running", "created → running"] as const;
export type StartupPhase = (typeof startupPhases)[number];

/** All measurements of a load: the input of the JSON and the Prometheus export. */
export interface LoadMetrics {
  readonly seconds: number;
  readonly operations: Readonly<Record<string, OperationLatency>>;
  /** For each task, the seconds of each phase, by its own timestamps. */
  readonly tasks: Readonly<Record<string, Readonly<Partial<Record<StartupPhase, number>>>>>;
  /** For all tasks; milliseconds of the server's own clock. */
  readonly startup: Readonly<Partial<Record<StartupPhase, Percentiles>>>;
  readonly resources: { readonly server: readonly ResourceSnapshot[]; readonly tester: readonly ResourceSnapshot[] };
}

/** The timestamps of a task, in seconds since the epoch. */
interface StartTimes {
  readonly taskArn?: string | undefined;
  readonly createdAt?: number | undefined;
  readonly pullStartedAt?: number | undefined;
  readonly startedAt?: number | undefined;
}

/** Searching all processes for the server takes resources that would be measured too. */
const searchMilliseconds = 5000;

/**
 * Records a load: response times of each operation, start-up times of each task, and the resource usage of server and
 * tester.
 */
export class MetricsCollector {
  readonly #began = performance.now();
  readonly #operations = new Map<string, { latencies: Latencies; failed: number }>();
  readonly #tasks = new Map<string, Partial<Record<StartupPhase, number>>>();
  readonly #server: ResourceSnapshot[] = [];
  readonly #tester: ResourceSnapshot[] = [];
  #pid: number | undefined;
  #searchAgain = 0;
  #looking = false;

  /** A call that got its reply after this many milliseconds, or failed. */
  call(operation: string, milliseconds: number, failed: boolean): void {
    const of = this.#operations.get(operation) ?? { latencies: new Latencies(), failed: 0 };
    this.#operations.set(operation, of);
    of.latencies.record(milliseconds);
    if (failed) of.failed += 1;
  }

  /** A running task: the duration of each phase of its start, as far as it has timestamps. */
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

  /** Measures both sides now; a server that was restarted is another process. */
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
