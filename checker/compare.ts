import { type Expected, isMark, type Mark, type Members, type Sign } from "../model/language/expectation.ts";
import type { Bindings } from "./bindings.ts";
import { type Difference, kindOf } from "./difference.ts";
import { below, differ, isList, type Location } from "./place.ts";
import { compareUnordered } from "./unordered.ts";

/**
 * Compares a reply with an expectation and binds placeholders in `bindings`. Returns an empty list when the reply fits.
 */
export function compare(expected: Expected, actual: unknown, bindings: Bindings): Difference[] {
  const found: Difference[] = [];
  walk(expected, actual, bindings, { path: "", clock: "immediate" }, found);
  return found;
}

function walk(expected: Expected, actual: unknown, bindings: Bindings, place: Location, found: Difference[]): void {
  if (isMark(expected)) walkMark(expected, actual, bindings, place, found);
  else if (typeof expected === "string") walkString(expected, actual, bindings, place, found);
  else if (Array.isArray(expected)) walkList(expected as readonly Expected[], actual, bindings, place, found);
  else if (typeof expected === "object" && expected !== null)
    walkMembers(expected as Members, actual, bindings, place, found);
  else if (expected !== actual) differ(found, place, expected, actual);
}

function walkMembers(
  expected: Members,
  actual: unknown,
  bindings: Bindings,
  place: Location,
  found: Difference[],
): void {
  if (typeof actual !== "object" || actual === null || Array.isArray(actual)) {
    differ(found, place, expected, actual);
    return;
  }
  for (const member in expected) {
    const [wanted, its] = [expected[member] as Expected, (actual as Record<string, unknown>)[member]];
    // Most members are equal, and need no location.
    if (isPlain(wanted) && wanted === its) continue;
    walk(wanted, its, bindings, below(place, member, actual), found);
  }
}

/** Is it a literal? A string with placeholders is not. */
const isPlain = (expected: Expected): boolean =>
  typeof expected === "string" ? !expected.includes("«") : typeof expected !== "object";

function walkMark(mark: Mark, actual: unknown, bindings: Bindings, place: Location, found: Difference[]): void {
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
      const members = isAnother(mark.members, actual, bindings) ? identity(mark.members) : mark.members;
      walk(members, actual, bindings, { ...place, resource }, found);
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
      walkTime(mark.placeholder, actual, bindings, { ...place, clock: "chosen" }, found);
      return;
    case "presence":
      walkPresence(mark, actual, bindings, place, found);
      return;
    case "unordered":
      compareUnordered(mark, actual, bindings, place, found, walk);
      return;
  }
}

/** A difference inside the value takes precedence, so that a fault keeps its signature. */
function walkPresence(
  mark: Extract<Mark, { $: "presence" }>,
  actual: unknown,
  bindings: Bindings,
  place: Location,
  found: Difference[],
): void {
  const before = found.length;
  walk(mark.value, actual, bindings, place, found);
  if (found.length > before) return;
  if (actual === undefined || actual === null) {
    if (!holds(mark.present, place.owner)) return;
    const habit = mark.list === true ? ({ habit: "empty-list" } as const) : {};
    differ(found, place, mark, actual, { expectedKind: "present", ...habit });
  } else if (holds(mark.absent, place.owner) && !(mark.emptyIsNone && isEmpty(actual))) {
    differ(found, place, undefined, actual, { expectedKind: "absent" });
  }
}

const holds = (sign: Sign | undefined, owner: object | undefined): boolean =>
  sign !== undefined &&
  Object.entries(sign).every(([member, values]) => {
    const value = (owner as Readonly<Record<string, unknown>> | undefined)?.[member];
    return typeof value === "string" && values.includes(value);
  });

const isEmpty = (value: unknown): boolean => value === "" || (Array.isArray(value) && value.length === 0);

/** The first member of a view identifies the resource. */
function namingMember(members: Members): string {
  for (const member in members) return member;
  return "";
}

const identity = (members: Members): Members => {
  const member = namingMember(members);
  return { [member]: members[member] as Expected };
};

/** Is this the description of another resource of the same kind? Then only that is reported. */
function isAnother(members: Members, actual: unknown, bindings: Bindings): boolean {
  const member = namingMember(members);
  const wanted = members[member];
  if (typeof wanted !== "string" || typeof actual !== "object" || actual === null) return false;
  const [mine, its] = [bindings.fill(wanted), (actual as Record<string, unknown>)[member]];
  if (typeof its !== "string" || mine === its || mine.includes("«")) return false;
  return mine.slice(0, mine.lastIndexOf("/") + 1) === its.slice(0, its.lastIndexOf("/") + 1);
}

function walkTime(
  placeholder: string,
  actual: unknown,
  bindings: Bindings,
  place: Location,
  found: Difference[],
): void {
  const known = bindings.get(placeholder);
  if (typeof actual !== "number" || actual <= 0)
    differ(found, place, { $: "time", placeholder }, actual, { expectedKind: "time" });
  else if (known === undefined) bindings.bind(placeholder, actual);
  else if (Math.abs(Number(known) - actual) > sameTimeSeconds)
    differ(found, place, known, actual, { expectedKind: "time", actualKind: "another time" });
}

/** Servers round a timestamp between storing and returning it: a smaller difference does not count. */
const sameTimeSeconds = 0.002;

const overOrUnder = (mark: { least: number; most: number }, actual: unknown): string =>
  typeof actual !== "number" ? kindOf(actual) : actual > mark.most ? "more" : "less";

function walkString(expected: string, actual: unknown, bindings: Bindings, place: Location, found: Difference[]): void {
  if (typeof actual !== "string") {
    differ(found, place, bindings.fill(expected), actual);
    return;
  }
  const filled = bindings.fill(expected);
  const wrong = bindings.match(filled, actual);
  if (wrong === undefined) return;
  if (wrong === "other" || isPlainArn(filled)) differ(found, place, filled, actual);
  else differ(found, { ...place, clock: "chosen" }, filled, actual, { expectedKind: "id", actualKind: wrong });
}

/** Only the region and the account are open: a text that does not fit is another value, not a malformed id. */
const isPlainArn = (template: string): boolean => !/«(?!region»|account»)/.test(template);

function walkList(
  expected: readonly Expected[],
  actual: unknown,
  bindings: Bindings,
  place: Location,
  found: Difference[],
): void {
  if (!isList(expected.length, actual, place, found, expected)) return;
  const each = { ...place, path: `${place.path}[]` };
  if (expected.length !== actual.length && expected.every(isText) && actual.every(isText)) {
    walkTexts(expected, actual, bindings, each, found);
    return;
  }
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const item = expected[index];
    if (item === undefined) differ(found, each, undefined, actual[index], { expectedKind: "nothing" });
    else if (index >= actual.length)
      differ(found, each, item, undefined, { expectedKind: "item", actualKind: "missing" });
    else walk(item, actual[index], bindings, each, found);
  }
}

const isText = (value: unknown): value is string => typeof value === "string";

/**
 * For lists of texts with fewer or more items than expected, reports the absent and the additional items, not every
 * index.
 */
function walkTexts(
  expected: readonly string[],
  actual: readonly string[],
  bindings: Bindings,
  each: Location,
  found: Difference[],
): void {
  const left = [...actual];
  for (const item of expected) {
    const at = left.findIndex((text) => bindings.match(item, text, false) === undefined);
    const [partner] = at >= 0 ? left.splice(at, 1) : [];
    if (partner !== undefined) bindings.match(item, partner);
    else differ(found, each, bindings.fill(item), undefined, { expectedKind: "item", actualKind: "missing" });
  }
  for (const text of left) differ(found, each, undefined, text, { expectedKind: "nothing", actualKind: "item" });
}

function walkEither(
  of: readonly Expected[],
  actual: unknown,
  bindings: Bindings,
  place: Location,
  found: Difference[],
): void {
  let fewest: Difference[] | undefined;
  for (const option of comparable(of, actual)) {
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

/** With the empty list, every item is a difference: a list that has items is compared with the options that have some. */
const comparable = (of: readonly Expected[], actual: unknown): readonly Expected[] =>
  Array.isArray(actual) && actual.length > 0 && of.some(hasItems) ? of.filter((option) => !isEmptyList(option)) : of;

const hasItems = (option: Expected): boolean =>
  Array.isArray(option) ? option.length > 0 : isMark(option) && option.$ === "unordered" && option.items.length > 0;

const isEmptyList = (option: Expected): boolean => Array.isArray(option) && option.length === 0;
