import type { EcsClient, Service } from "./ecsClient.ts";
import { ScenarioFailure, type Waiting } from "./waiting.ts";

/** The value of a number at one moment of the target's clock. */
export interface Sample {
  readonly value: number;
  readonly atSeconds: number;
}

/** A number that is read at every step of time from now on, until `end`. */
export class Watched {
  readonly what: string;
  readonly samples: Sample[] = [];
  readonly #take: () => Promise<void>;
  readonly #end: () => void;

  private constructor(what: string, waiting: Waiting, look: () => Promise<number>) {
    this.what = what;
    this.#take = async () => {
      this.samples.push({ value: await look(), atSeconds: waiting.pace.now() });
    };
    this.#end = waiting.observe(this.#take);
  }

  static async begin(what: string, waiting: Waiting, look: () => Promise<number>): Promise<Watched> {
    const watched = new Watched(what, waiting, look);
    await watched.#take();
    return watched;
  }

  /** Reads the number once more and ends. */
  async end(): Promise<void> {
    await this.#take();
    this.#end();
  }

  /** The samples, without those that did not change. */
  get history(): string {
    const changes = this.samples.filter(({ value }, index) => this.samples[index - 1]?.value !== value);
    return changes.map(({ value, atSeconds }) => `${value} at ${atSeconds.toFixed(1)} s`).join(", ");
  }
}

/** Fewer samples say nothing about an interval. */
const leastSamples = 5;

/** Fails unless the number was at least this in every sample; returns the number of samples. */
export function assertNeverBelow(watched: Watched, least: number, samples = leastSamples): number {
  return assertAlways(watched, `at least ${least}`, ({ value }) => value >= least, samples);
}

/** Fails unless the number was at most this in every sample; returns the number of samples. */
export function assertNeverAbove(watched: Watched, most: number, samples = leastSamples): number {
  return assertAlways(watched, `at most ${most}`, ({ value }) => value <= most, samples);
}

function assertAlways(
  { what, samples, history }: Watched,
  expected: string,
  isSo: (sample: Sample) => boolean,
  least: number,
): number {
  const wrong = samples.filter((sample) => !isSo(sample));
  const [first] = wrong;
  if (first !== undefined)
    throw new ScenarioFailure(
      `${what} should be ${expected} at every moment, but was ${first.value} at ${first.atSeconds.toFixed(1)} s ` +
        `(${wrong.length} of ${samples.length} samples): ${history}`,
    );
  if (samples.length < least)
    throw new ScenarioFailure(
      `${what} has only ${samples.length} samples: too few (${least}) to assert that it was ${expected} throughout`,
    );
  return samples.length;
}

/** Reads a number from a service's description, for `watch`. */
export const ofService =
  (ecs: EcsClient, cluster: string, service: string, number: (service: Service) => number) =>
  async (): Promise<number> => {
    const seen = await ecs.describeService(cluster, service);
    if (seen === undefined) throw new ScenarioFailure(`service ${service} does not exist any more`);
    return number(seen);
  };
