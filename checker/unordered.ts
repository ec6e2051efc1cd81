import { type Expected, isMark, type Mark } from "../model/language/expectation.ts";
import type { Bindings } from "./bindings.ts";
import type { Difference } from "./difference.ts";
import { differ, inView, isList, type Location } from "./place.ts";

type Unordered = Extract<Mark, { $: "unordered" }>;

type Walk = (expected: Expected, actual: unknown, bindings: Bindings, place: Location, found: Difference[]) => void;

/**
 * Compares a list whose order has no meaning: items are paired by their key, or, without a key, with any item that
 * fits.
 */
export function compareUnordered(
  expected: Unordered,
  actual: unknown,
  bindings: Bindings,
  place: Location,
  found: Difference[],
  walk: Walk,
): void {
  const list = expected.items.length > 0 && isAbsent(actual) ? [] : actual;
  if (!isList(expected.items.length, list, place, found, expected.items)) return;
  const pairing = new Pairing(expected, list, bindings, walk);
  const each = { ...place, path: `${place.path}[]` };
  const alone: Expected[] = [];
  const optional: Expected[] = [];
  for (const [needed, items] of [
    [true, expected.items],
    [false, expected.others?.optional ?? []],
  ] as const)
    for (const item of items) {
      const partner = pairing.take(item);
      if (partner !== undefined) walk(item, list[partner], bindings, each, found);
      else (needed ? alone : optional).push(item);
    }
  for (const items of [alone, optional])
    for (const item of [...items]) {
      const partner = pairing.takeMalformed(item);
      if (partner === undefined) continue;
      items.splice(items.indexOf(item), 1);
      walk(item, list[partner], bindings, each, found);
    }
  const left = [...pairing.left].map((index) => list[index]);
  const every = expected.others?.every;
  if (every !== undefined) for (const item of left) walk(every, item, bindings.fork(), each, found);
  const others = every === undefined ? left.filter((item) => !isOther(expected, item, bindings, walk)) : [];
  if (alone.length === others.length && others.every((item) => typeof item === "object")) {
    for (const [index, item] of alone.entries()) walk(item, others[index], bindings, each, found);
  } else {
    for (const item of alone)
      differ(found, inView(each, item), shown(item, expected.key, bindings), undefined, {
        expectedKind: "item",
        actualKind: "missing",
      });
    for (const item of others)
      differ(found, each, undefined, keyIn(item, expected.key) ?? item, {
        expectedKind: "nothing",
        actualKind: "item",
      });
  }
  checkTotal(expected, list.length, place, found);
}

/** An omitted list contains none of the expected items; each of them is missing. */
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function checkTotal({ others }: Unordered, length: number, place: Location, found: Difference[]): void {
  const total = others?.total;
  if (total === undefined || (length >= total.least && length <= total.most)) return;
  const { least, most, clock } = total;
  differ(found, { ...place, path: `${place.path}.length`, clock }, { $: "within", least, most, clock }, length, {
    expectedKind: "number",
    actualKind: length > most ? "more" : "less",
  });
}

function isOther({ others }: Unordered, item: unknown, bindings: Bindings, walk: Walk): boolean {
  const wanted = typeof item === "string" ? others?.matching : others?.fitting;
  const text = typeof item === "string" ? item : JSON.stringify(item);
  if (wanted === undefined || others?.except?.some((part) => text.includes(bindings.fill(part)))) return false;
  return differencesFrom(wanted, item, bindings, walk).length === 0;
}

/** How the value differs from what is expected; binds nothing. */
function differencesFrom(expected: Expected, actual: unknown, bindings: Bindings, walk: Walk): readonly Difference[] {
  const differences: Difference[] = [];
  walk(expected, actual, bindings.fork(), { path: "", clock: "immediate" }, differences);
  return differences;
}

/** Pairs actual items with expected ones. */
class Pairing {
  readonly left: Set<number>;
  readonly #expected: Unordered;
  readonly #actual: readonly unknown[];
  readonly #bindings: Bindings;
  readonly #walk: Walk;
  readonly #byKey = new Map<unknown, number[]>();

  constructor(expected: Unordered, actual: readonly unknown[], bindings: Bindings, walk: Walk) {
    this.left = new Set(actual.keys());
    this.#expected = expected;
    this.#actual = actual;
    this.#bindings = bindings;
    this.#walk = walk;
    for (const [index, item] of actual.entries()) {
      const key = keyIn(item, expected.key);
      const same = this.#byKey.get(key);
      if (same === undefined) this.#byKey.set(key, [index]);
      else same.push(index);
    }
  }

  /** The index of the item's partner, which no other item can get afterwards. */
  take(item: Expected): number | undefined {
    const partner = this.#find(item);
    if (partner !== undefined) this.left.delete(partner);
    return partner;
  }

  /**
   * The most likely partner among the items with a malformed id: then the id is reported, and not that the item is
   * missing. An item that fits what every item must be has no malformed id.
   */
  takeMalformed(item: Expected): number | undefined {
    const wanted = expectedKey(item, this.#expected.key);
    if (typeof wanted !== "string" || this.#expected.key === undefined) return undefined;
    const every = this.#expected.others?.every;
    let best: { index: number; differences: number } | undefined;
    for (const index of this.left) {
      const id = keyIn(this.#actual[index], this.#expected.key);
      if (typeof id !== "string" || this.#bindings.match(wanted, id, false) !== "malformed") continue;
      if (every !== undefined && this.#fits(every, this.#actual[index])) continue;
      const differences = differencesFrom(item, this.#actual[index], this.#bindings, this.#walk).length;
      if (best === undefined || differences < best.differences) best = { index, differences };
    }
    if (best !== undefined) this.left.delete(best.index);
    return best?.index;
  }

  #fits(expected: Expected, actual: unknown): boolean {
    return differencesFrom(expected, actual, this.#bindings, this.#walk).length === 0;
  }

  #find(item: Expected): number | undefined {
    const wanted = expectedKey(item, this.#expected.key);
    if (typeof wanted === "string" || typeof wanted === "number") {
      const literal = typeof wanted === "string" ? this.#bindings.fill(wanted) : wanted;
      if (typeof literal !== "string" || !literal.includes("«"))
        return this.#byKey.get(literal)?.find((at) => this.left.has(at));
    }
    for (const index of this.left) {
      const candidate = this.#actual[index];
      const [expected, actual] =
        wanted === undefined ? [item, candidate] : [wanted, keyIn(candidate, this.#expected.key)];
      if (this.#fits(expected, actual)) return index;
    }
    return undefined;
  }
}

function expectedKey(item: Expected, key: string | undefined): Expected | undefined {
  if (typeof item === "string") return item;
  if (isMark(item)) return item.$ === "view" ? expectedKey(item.members, key) : undefined;
  if (key === undefined || typeof item !== "object" || item === null || Array.isArray(item)) return undefined;
  return (item as Record<string, Expected>)[key];
}

function keyIn(item: unknown, key: string | undefined): unknown {
  if (key === undefined || typeof item !== "object" || item === null) return item;
  return (item as Record<string, unknown>)[key];
}

const shown = (item: Expected, key: string | undefined, bindings: Bindings): unknown => {
  const wanted = expectedKey(item, key);
  return typeof wanted === "string" ? bindings.fill(wanted) : (wanted ?? item);
};
