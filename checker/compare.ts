import { type Clock, type Expected, isMark, type Mark, type Members } from "../model/expectation.ts";
import type { Bindings } from "./bindings.ts";
import { type Difference, kindOf } from "./difference.ts";

interface Place {
  readonly path: string;
  readonly clock: Clock;
  readonly resource?: { readonly kind: string; readonly name: string; readonly from: number };
}

/** Compares a reply with what was expected, binding holes on `bindings`. No difference: an empty list. */
export function compare(expected: Expected, actual: unknown, bindings: Bindings): Difference[] {
  const found: Difference[] = [];
  walk(expected, actual, bindings, { path: "", clock: "immediate" }, found);
  return found;
}

/** Does it fit without a difference? Binds nothing. */
const fits = (expected: Expected, actual: unknown, bindings: Bindings): boolean =>
  compare(expected, actual, bindings.fork()).length === 0;

function walk(expected: Expected, actual: unknown, bindings: Bindings, place: Place, found: Difference[]): void {
  if (isMark(expected)) walkMark(expected, actual, bindings, place, found);
  else if (typeof expected === "string") walkString(expected, actual, bindings, place, found);
  else if (Array.isArray(expected)) walkList(expected as readonly Expected[], actual, bindings, place, found);
  else if (typeof expected === "object" && expected !== null)
    walkMembers(expected as Members, actual, bindings, place, found);
  else if (expected !== actual) differ(found, place, expected, actual);
}

function walkMembers(expected: Members, actual: unknown, bindings: Bindings, place: Place, found: Difference[]): void {
  if (typeof actual !== "object" || actual === null || Array.isArray(actual)) {
    differ(found, place, expected, actual);
    return;
  }
  for (const [member, value] of Object.entries(expected))
    walk(value, (actual as Record<string, unknown>)[member], bindings, below(place, member), found);
}

function walkMark(mark: Mark, actual: unknown, bindings: Bindings, place: Place, found: Difference[]): void {
  const missing = actual === undefined || actual === null;
  switch (mark.$) {
    case "any":
      return;
    case "absent":
      if (!missing) differ(found, place, mark, actual, { expectedKind: "absent" });
      return;
    case "filled":
      if (typeof actual !== "string" || actual === "") differ(found, place, mark, actual, { expectedKind: "text" });
      return;
    case "maybe":
      if (!missing) walk(mark.value, actual, bindings, place, found);
      return;
    case "either":
      walkEither(mark.of, actual, bindings, place, found);
      return;
    case "at":
      walk(mark.value, actual, bindings, { ...place, clock: mark.clock }, found);
      return;
    case "view": {
      const resource = { kind: mark.kind, name: mark.name, from: place.path.length };
      walk(mark.members, actual, bindings, { ...place, resource }, found);
      return;
    }
    case "within": {
      const inside = typeof actual === "number" && actual >= mark.least && actual <= mark.most;
      const clocked = { ...place, clock: place.clock === "immediate" ? mark.clock : place.clock };
      if (!inside)
        differ(found, clocked, mark, actual, { expectedKind: "range", actualKind: overOrUnder(mark, actual) });
      return;
    }
    case "among":
      if (typeof actual !== "string" || !mark.values.includes(actual))
        differ(found, { ...place, clock: mark.clock }, mark, actual, { expectedKind: mark.values.join("|") });
      return;
    case "time":
      walkTime(mark.hole, actual, bindings, { ...place, clock: "chosen" }, found);
      return;
    case "bag":
      walkBag(mark, actual, bindings, place, found);
      return;
  }
}

function walkTime(hole: string, actual: unknown, bindings: Bindings, place: Place, found: Difference[]): void {
  const known = bindings.get(hole);
  if (typeof actual !== "number" || actual <= 0)
    differ(found, place, { $: "time", hole }, actual, { expectedKind: "time" });
  else if (known === undefined) bindings.bind(hole, actual);
  else if (Math.abs(Number(known) - actual) > sameTimeSeconds)
    differ(found, place, known, actual, { expectedKind: "time", actualKind: "another time" });
}

/** Servers round a timestamp between storing and telling: within this it is the same. */
const sameTimeSeconds = 0.002;

const overOrUnder = (mark: { least: number; most: number }, actual: unknown): string =>
  typeof actual !== "number" ? kindOf(actual) : actual > mark.most ? "more" : "less";

function walkString(expected: string, actual: unknown, bindings: Bindings, place: Place, found: Difference[]): void {
  if (typeof actual !== "string") {
    differ(found, place, bindings.fill(expected), actual);
    return;
  }
  const wrong = bindings.match(expected, actual);
  if (wrong === undefined) return;
  const filled = bindings.fill(expected);
  if (wrong === "other") differ(found, place, filled, actual);
  else differ(found, { ...place, clock: "chosen" }, filled, actual, { expectedKind: "id", actualKind: wrong });
}

function walkList(
  expected: readonly Expected[],
  actual: unknown,
  bindings: Bindings,
  place: Place,
  found: Difference[],
): void {
  if (!isList(expected.length, actual, place, found, expected)) return;
  const each = { ...place, path: `${place.path}[]` };
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const item = expected[index];
    if (item === undefined) differ(found, each, undefined, actual[index], { expectedKind: "nothing" });
    else if (index >= actual.length)
      differ(found, each, item, undefined, { expectedKind: "item", actualKind: "missing" });
    else walk(item, actual[index], bindings, each, found);
  }
}

function isList(
  length: number,
  actual: unknown,
  place: Place,
  found: Difference[],
  expected: unknown,
): actual is unknown[] {
  if (Array.isArray(actual)) return true;
  const habit = length === 0 && (actual === undefined || actual === null);
  differ(found, place, expected, actual, {
    expectedKind: length === 0 ? "[]" : "list",
    ...(habit ? { habit: "empty-list" as const } : {}),
  });
  return false;
}

type Bag = Extract<Mark, { $: "bag" }>;

function walkBag(mark: Bag, actual: unknown, bindings: Bindings, place: Place, found: Difference[]): void {
  const nothingNeeded =
    mark.items.length === 0 && mark.others !== undefined && (actual === undefined || actual === null);
  if (nothingNeeded && place.clock !== "immediate") return;
  if (!isList(mark.items.length, actual, place, found, mark.items)) return;
  const each = { ...place, path: `${place.path}[]` };
  const left = new Set(actual.keys());
  const literals = new Map<unknown, number[]>();
  for (const [index, item] of actual.entries()) {
    const key = keyIn(item, mark.key);
    literals.set(key, [...(literals.get(key) ?? []), index]);
  }
  for (const item of mark.items) {
    const partner = partnerOf(item, mark, actual, left, literals, bindings);
    if (partner === undefined) {
      differ(found, inView(each, item), shown(item, mark.key, bindings), undefined, {
        expectedKind: "item",
        actualKind: "missing",
      });
      continue;
    }
    left.delete(partner);
    walk(item, actual[partner], bindings, each, found);
  }
  for (const item of mark.others?.optional ?? []) {
    const partner = partnerOf(item, mark, actual, left, literals, bindings);
    if (partner === undefined) continue;
    left.delete(partner);
    walk(item, actual[partner], bindings, each, found);
  }
  for (const index of left) {
    const item = actual[index];
    if (isOther(mark, item, bindings)) continue;
    differ(found, each, undefined, keyIn(item, mark.key) ?? item, { expectedKind: "nothing", actualKind: "item" });
  }
}

function isOther({ others }: Bag, item: unknown, bindings: Bindings): boolean {
  if (others?.matching === undefined || typeof item !== "string") return false;
  if (others.except?.some((part) => item.includes(part))) return false;
  return bindings.match(others.matching, item, false) === undefined;
}

function partnerOf(
  item: Expected,
  mark: Bag,
  actual: readonly unknown[],
  left: ReadonlySet<number>,
  literals: ReadonlyMap<unknown, readonly number[]>,
  bindings: Bindings,
): number | undefined {
  const wanted = expectedKey(item, mark.key);
  if (typeof wanted === "string" || typeof wanted === "number") {
    const literal = typeof wanted === "string" ? bindings.fill(wanted) : wanted;
    if (typeof literal !== "string" || !literal.includes("«")) return literals.get(literal)?.find((at) => left.has(at));
  }
  for (const index of left) {
    const candidate = actual[index];
    if (wanted === undefined ? fits(item, candidate, bindings) : fits(wanted, keyIn(candidate, mark.key), bindings))
      return index;
  }
  return undefined;
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

function walkEither(
  of: readonly Expected[],
  actual: unknown,
  bindings: Bindings,
  place: Place,
  found: Difference[],
): void {
  let fewest: Difference[] | undefined;
  for (const option of of) {
    const trial = bindings.fork();
    const differences: Difference[] = [];
    walk(option, actual, trial, place, differences);
    if (differences.length === 0) {
      bindings.adopt(trial);
      return;
    }
    if (fewest === undefined || differences.length < fewest.length) fewest = differences;
  }
  found.push(...(fewest ?? []));
}

const below = (place: Place, member: string): Place => ({
  ...place,
  path: place.path === "" ? member : `${place.path}.${member}`,
});

function inView(place: Place, item: Expected): Place {
  if (!isMark(item) || item.$ !== "view") return place;
  return { ...place, resource: { kind: item.kind, name: item.name, from: place.path.length } };
}

function differ(
  found: Difference[],
  place: Place,
  expected: unknown,
  actual: unknown,
  kinds: { expectedKind?: string; actualKind?: string; habit?: "empty-list" } = {},
): void {
  const numbers = typeof expected === "number" && typeof actual === "number";
  const { resource } = place;
  found.push({
    path: place.path,
    clock: place.clock,
    expected: brief(expected),
    actual: brief(actual),
    expectedKind: kinds.expectedKind ?? (numbers ? "number" : kindOf(expected)),
    actualKind: kinds.actualKind ?? (numbers ? (actual > expected ? "more" : "less") : kindOf(actual)),
    ...(resource === undefined
      ? {}
      : {
          resource: {
            kind: resource.kind,
            name: resource.name,
            member: place.path.slice(resource.from).replace(/^\./, ""),
          },
        }),
    ...(kinds.habit === undefined ? {} : { habit: kinds.habit }),
  });
}

/** A value as one short line. */
function brief(value: unknown): string {
  if (value === undefined || value === null) return "absent";
  const mark = typeof value === "object" && "$" in value ? (value as Mark) : undefined;
  if (mark?.$ === "within") return `${mark.least} to ${mark.most}`;
  if (mark?.$ === "among") return mark.values.join(" or ");
  if (mark?.$ === "absent") return "absent";
  if (mark?.$ === "filled") return "a text";
  if (mark?.$ === "time") return "epoch seconds";
  const text = JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
