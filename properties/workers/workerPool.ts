import type { Signature } from "../../checker/signature.ts";
import type { Client } from "../../clients/client.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Abilities } from "../../model/language/step.ts";
import type { Target } from "../../targets/target.ts";
import type { Ledger } from "../deviations/ledger.ts";
import type { OperationSupport } from "../judge/operationSupport.ts";
import { playLaws } from "../laws/playLaws.ts";
import type { Counters } from "../measures/counters.ts";
import { isOfLaws, sequential } from "../property.ts";
import { changesAccountSettings } from "../run/accountSettingsLock.ts";
import { type RunClock, steppedClock, wallClock } from "../run/clock.ts";
import { ReadWriteLock } from "../run/readWriteLock.ts";
import { Run } from "../run/run.ts";
import { newRunPrefix } from "../run/runPrefix.ts";
import { playPlan, type RunReport, type StopCondition } from "../run/sequential.ts";
import { Outages } from "./outages.ts";

/** How one plan is to be played. */
export interface PlayOptions {
  readonly counters: Counters;
  readonly signal: AbortSignal;
  /** Wait at most this long for rest (default: the target's own deadline). */
  readonly restMilliseconds?: number | undefined;
  /** Do not wait for a change that an earlier run did not observe. */
  readonly isReportedBefore?: (signature: Signature) => boolean;
  /** What is known about the server's operations; without it, each is called. */
  readonly support?: OperationSupport | undefined;
  /** What the run checks (default: `sequential`). */
  readonly properties?: readonly string[] | undefined;
  /** May the run restore resources after a fault? Without it the plan's own calls alone change the server. */
  readonly recovers?: boolean;
  /** The run may end when this condition is met. */
  readonly stopWhen?: StopCondition | undefined;
  /** Where the target's clock can be moved, waiting moves it. */
  readonly stepped?: boolean;
}

export interface RunResult extends RunReport {
  /** What the run checked. */
  readonly properties: readonly string[];
  /** The prefix of every name. */
  readonly prefix: string;
  /** The outage that this run observed itself. */
  readonly outage: number | undefined;
  /** Another run observed that the server restarted meanwhile: discard this run. */
  readonly disturbed: boolean;
}

/** The capabilities of a target that plans and expectations depend on. */
export const abilitiesOf = (target: Target): Abilities => ({
  tasks: target.capabilities.has("tasks"),
  containers: target.capabilities.has("containers"),
});

/** The options of all plays. */
export interface WorkerPoolOptions {
  readonly eventual: boolean;
  /** Known deviations of the target. */
  readonly ledger?: Ledger | undefined;
}

/** Workers on one server, each with its own client. */
export class WorkerPool {
  readonly count: number;
  readonly target: Target;
  readonly outages: Outages;
  /** The slowest of the runs that were completely at rest. */
  slowestRest = 0;
  /** Resources that could not be removed after runs. */
  left = 0;
  readonly #clients: Client[];
  readonly #eventual: boolean;
  readonly #ledger: Ledger | undefined;
  /** Calls on what all runs share. */
  readonly #calls = new ReadWriteLock();
  /** Runs that touch the `default` cluster. */
  readonly #defaults = new ReadWriteLock();
  /** Runs that change account settings for everyone. */
  readonly #settings = new ReadWriteLock();
  /** Whole runs, which a reset must not interrupt. */
  readonly #runs = new ReadWriteLock();

  constructor(target: Target, count: number, { eventual, ledger }: WorkerPoolOptions) {
    this.target = target;
    this.count = count;
    this.#eventual = eventual;
    this.#ledger = ledger;
    this.#clients = Array.from({ length: count }, () => target.client());
    this.outages = new Outages(() => target.alive());
  }

  /** The deadline until rest. */
  get restMilliseconds(): number {
    return this.target.restSeconds * 1000;
  }

  /** Plays a plan in a namespace of its own with this worker's client. */
  async play(worker: number, plan: Plan, options: PlayOptions): Promise<RunResult> {
    const alone = options.stepped === true && this.target.clock !== undefined;
    const play = () => this.#play(worker, plan, options);
    const run = () => (alone ? this.#runs.exclusive(play) : this.#runs.shared(play));
    const touchesDefault = Run.meansDefault(plan) && !isOfLaws(options.properties ?? []);
    const turn = touchesDefault ? () => this.#defaults.exclusive(run) : run;
    return changesAccountSettings(plan) ? this.#settings.exclusive(turn) : turn();
  }

  /** Wipes the server between runs, if it offers that. */
  async reset(): Promise<void> {
    const { target } = this;
    if (target.reset !== undefined) await this.#runs.exclusive(() => target.reset?.() ?? Promise.resolve());
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }

  /** A stopped clock is advanced while a run waits. */
  #clock({ stepped }: PlayOptions): RunClock {
    const { clock } = this.target;
    return clock !== undefined && (clock.manual || stepped === true)
      ? steppedClock((milliseconds) => clock.skip(milliseconds))
      : wallClock;
  }

  async #play(worker: number, plan: Plan, options: PlayOptions): Promise<RunResult> {
    const { subnets, securityGroups, instances = [] } = this.target.fixtures;
    const clock = this.#clock(options);
    const before = this.outages.count;
    const prefix = newRunPrefix("k");
    let outage: number | undefined;
    const properties = options.properties ?? [sequential];
    const play = isOfLaws(properties) ? playLaws(properties) : playPlan;
    const report = await play(
      plan,
      prefix,
      {
        client: this.#clients[worker] as Client,
        abilities: abilitiesOf(this.target),
        bound: { "«subnet»": subnets[0] ?? "", "«securityGroup»": securityGroups[0] ?? "" },
        instances,
        lock: this.#calls,
        counters: options.counters,
        untilServerAnswers: async () => {
          const end = await this.outages.wait();
          outage = end.outage;
          return end.back;
        },
        restMilliseconds: options.restMilliseconds ?? this.restMilliseconds,
        eventual: this.#eventual,
        ledger: this.#ledger,
        support: options.support,
        recovers: options.recovers,
        signal: options.signal,
        clock,
        ...(options.isReportedBefore === undefined ? {} : { isReportedBefore: options.isReportedBefore }),
      },
      // When waiting costs nothing, a difference that showed only for a moment may still show at rest.
      options.stopWhen && { ...options.stopWhen, atRest: options.stopWhen.atRest || clock !== wallClock },
    );
    this.left += report.left.length;
    const shown = [...report.divergences, ...report.known.map(({ divergence }) => divergence)];
    if (!shown.some(({ command }) => command >= plan.length))
      this.slowestRest = Math.max(this.slowestRest, report.restMilliseconds);
    return { ...report, properties, prefix, outage, disturbed: !report.crashed && this.outages.count !== before };
  }
}
