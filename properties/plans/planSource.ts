import { createHash } from "node:crypto";
import * as fc from "fast-check";
import type { Plan } from "../../commands/language/plan.ts";
import { PlanArbitrary } from "../../commands/plans/arbitrary.ts";
import type { PlanOptions } from "../../commands/plans/generate.ts";

/**
 * The plans of a campaign, one at a time: the plan of run k depends only on the seed, k and the options, so that any
 * worker or shard draws the same, and none is kept longer than its run.
 */
export class PlanSource {
  readonly #arbitrary: PlanArbitrary;
  readonly #seed: number;

  constructor(seed: number, options: PlanOptions) {
    this.#arbitrary = new PlanArbitrary(options);
    this.#seed = seed;
  }

  at(run: number): Plan {
    const [plan] = fc.sample(this.#arbitrary, { seed: mixed(this.#seed, run), numRuns: 1 });
    return plan ?? [];
  }
}

/** A seed for each run (the finalizer of MurmurHash3 over both numbers). */
function mixed(seed: number, run: number): number {
  let hash = 0x9e3779b9;
  for (const word of [seed, Math.floor(seed / 2 ** 32), run]) {
    hash = Math.imul(hash ^ word, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash | 0;
}

/**
 * One number for all plans that were played: the sum of the SHA-256 of each with its run number. A sum does not depend
 * on the order of workers, and the sums of shards can be added.
 */
export class PlansDigest {
  #sum = 0n;

  static readonly #pattern = /^sha256:([0-9a-f]{64})$/;

  add(run: number, plan: Plan): void {
    const hash = createHash("sha256")
      .update(`${run}:${JSON.stringify(plan)}`)
      .digest("hex");
    this.#plus(hash);
  }

  /** Adds the digest of another shard. */
  merge(digest: string): void {
    const [, hash] = PlansDigest.#pattern.exec(digest) ?? [];
    if (hash !== undefined) this.#plus(hash);
  }

  toString(): string {
    return `sha256:${this.#sum.toString(16).padStart(64, "0")}`;
  }

  #plus(hash: string): void {
    this.#sum = BigInt.asUintN(256, this.#sum + BigInt(`0x${hash}`));
  }
}
