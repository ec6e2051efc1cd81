import { isObject, type JsonObject } from "../../model/language/json.ts";
import { get } from "../../model/language/persistentMap.ts";
import type { State } from "../../model/language/state.ts";
import type { Counters } from "./counters.ts";

/**
 * With fewer looks, nothing can be said about the bounds of a rollout: it is unobserved (docs/architecture.md#a-run).
 */
const enoughSamples = 3;

/** A rollout is looked at this often right away; later only as often as everything else. */
export const rolloutLooks = 12;

/** Counts how often the running and pending tasks of each rollout were looked at while it was in progress (row DP3). */
export class Rollouts {
  readonly #counters: Counters;
  readonly #samples = new Map<string, number>();

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  /** Takes in a described service: a sample while it rolls out, the end once it is at rest. */
  see(state: State, output: JsonObject): void {
    for (const arn of serviceArns(output)) {
      const [, cluster = "", name = ""] = /service\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
      const owner = get(state.clusters, cluster);
      const service = owner === undefined ? undefined : get(owner.services, name);
      const key = `${cluster}/${name}`;
      if (service?.knowledge.rollingOut && service.desiredCount > 0)
        this.#samples.set(key, (this.#samples.get(key) ?? 0) + 1);
      else this.#end(key);
    }
  }

  /** Is any service still rolling out, as far as was observed? */
  get going(): boolean {
    return this.#samples.size > 0;
  }

  /** The run is over: unfinished rollouts count as they are. */
  finish(): void {
    for (const key of [...this.#samples.keys()]) this.#end(key);
  }

  #end(key: string): void {
    const samples = this.#samples.get(key);
    if (samples === undefined) return;
    this.#samples.delete(key);
    this.#counters.rollouts++;
    if (samples < enoughSamples) this.#counters.rolloutsUnobserved++;
  }
}

function serviceArns(output: JsonObject): string[] {
  const services = Array.isArray(output.services) ? output.services : [output.service ?? null];
  return services.flatMap((service) =>
    isObject(service) && typeof service.serviceArn === "string" ? [service.serviceArn] : [],
  );
}
