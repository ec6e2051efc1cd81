import { type Clock, type Expected, isMark, type Mark } from "../model/language/expectation.ts";
import { type Difference, kindOf } from "./difference.ts";

/** The place in a reply that is being compared. */
export interface Location {
  readonly path: string;
  readonly clock: Clock;
  readonly resource?: { readonly kind: string; readonly name: string; readonly from: number };
  /** The object whose member it is. */
  readonly owner?: object;
}

export const below = (place: Location, member: string, owner: object): Location => ({
  ...place,
  owner,
  path: place.path === "" ? member : `${place.path}.${member}`,
});

export function inView(place: Location, item: Expected): Location {
  if (!isMark(item) || item.$ !== "view") return place;
  return { ...place, resource: { kind: item.kind, name: item.name, from: place.path.length } };
}

export function differ(
  found: Difference[],
  place: Location,
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
  if (mark?.$ === "presence") return "present";
  if (mark?.$ === "filled") return "a text";
  if (mark?.$ === "either" || mark?.$ === "view" || mark?.$ === "maybe" || mark?.$ === "at")
    return brief(mark.$ === "either" ? mark.of[0] : mark.$ === "view" ? mark.members : mark.value);
  if (mark?.$ === "unordered") return brief(mark.items);
  if (mark?.$ === "time") return "epoch seconds";
  const text = JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}

/** The value as a list; reports a difference when it is not one. An omitted empty list is a habit of the server. */
export function isList(
  length: number,
  actual: unknown,
  place: Location,
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
