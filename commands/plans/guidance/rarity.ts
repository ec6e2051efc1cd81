import { type Operation, operations } from "../../../model/registry.ts";
import type { Random } from "../../language/random.ts";
import { type AttemptKey, outcomesOfOperation, pairsOfOperation } from "./attempt.ts";
import table from "./rarity.json" with { type: "json" };

/** How often each outcome and pair occurred in unguided plans of the model alone; `npm run rarity` counts again. */
export const rarityTable: { readonly plans: number; readonly counts: Readonly<Record<string, number>> } = table;

/** Each run has a part of all keys as its own, so that several runs do not all try the same rarest ones. */
const parts = 30;

/** How much more novel a key of the run's own part is. */
const ownFactor = 12;

/** How much less novel a key becomes each time the plan itself attempts it. */
const repeatedFactor = 6;

/** A key that occurs this often in a thousand unguided plans is half as novel as one that never occurs. */
const halfNovel = 5;

/**
 * How little each outcome and pair was tried: by the table, and by the plan itself. The plan of run k knows nothing of
 * other runs, so that it depends only on the seed, k and the options.
 */
export class Rarity {
  readonly #own: number;
  readonly #tried = new Map<AttemptKey, number>();

  constructor(random: Random) {
    this.#own = random.whole(0, parts - 1);
  }

  note(keys: readonly AttemptKey[]): void {
    for (const key of keys) this.#tried.set(key, (this.#tried.get(key) ?? 0) + 1);
  }

  /** From `ownFactor` for a key of the run's own part that never occurs, down to 0. */
  novelty(key: AttemptKey): number {
    const tried = this.#tried.get(key) ?? 0;
    return (noveltyOf(key) * (partOf(key) === this.#own ? ownFactor : 1)) / (1 + repeatedFactor * tried);
  }

  /** Is it one of the run's own keys, and not tried yet? */
  isGoal(key: AttemptKey): boolean {
    return partOf(key) === this.#own && !this.#tried.has(key);
  }

  /** The novelty of the operation's refusals together. */
  ofRefusals = (operation: string): number => this.#sum(refusals.get(operation) ?? []);

  /** The novelty of the operation on resources in all their state classes. */
  ofPairs = (operation: string): number => this.#sum(pairs.get(operation) ?? []);

  #sum(keys: readonly AttemptKey[]): number {
    let sum = 0;
    for (const key of keys) sum += this.novelty(key);
    return sum;
  }
}

const novelties = new Map<AttemptKey, number>();

function noveltyOf(key: AttemptKey): number {
  const known = novelties.get(key);
  if (known !== undefined) return known;
  const perThousand = ((rarityTable.counts[key] ?? 0) * 1000) / rarityTable.plans;
  const novelty = halfNovel / (halfNovel + perThousand);
  novelties.set(key, novelty);
  return novelty;
}

const partsOfKeys = new Map<AttemptKey, number>();

/** The part of a key: by its text, so that a new outcome changes no other's part. */
function partOf(key: AttemptKey): number {
  const known = partsOfKeys.get(key);
  if (known !== undefined) return known;
  let hash = 0;
  for (const letter of key) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  const part = (hash >>> 0) % parts;
  partsOfKeys.set(key, part);
  return part;
}

const known = Object.keys(operations) as Operation[];

const refusals: ReadonlyMap<string, readonly AttemptKey[]> = new Map(
  known.map((operation) => [
    operation,
    outcomesOfOperation(operation).filter((key) => key !== `${operation} accepted`),
  ]),
);

const pairs: ReadonlyMap<string, readonly AttemptKey[]> = new Map(
  known.map((operation) => [operation, pairsOfOperation(operation)]),
);
