/**
 * What a reply may look like, as plain data: JSON values stand for themselves, marks (objects with `$`) for everything
 * less exact. Strings may contain placeholders (`arn:aws:ecs:«region»:«account»:task/c/«task:3.0»`): the first value
 * observed binds a placeholder, which is a literal from then on. Expectations are data, never closures, so that they
 * can be printed, compared and rewritten.
 */
export type Expected = null | boolean | number | string | readonly Expected[] | Members | Mark;

/** An object: the named members are compared; the shape check covers the others. */
export type Members = { readonly [member: string]: Expected } & { readonly $?: never };

/** When a field must be right (docs/architecture.md#the-oracle). */
export type Clock = "immediate" | "monotone" | "converges" | "bounded" | "chosen";

export type Mark =
  | { readonly $: "any" }
  | { readonly $: "absent" }
  | { readonly $: "maybe"; readonly value: Expected }
  | { readonly $: "either"; readonly of: readonly Expected[] }
  | { readonly $: "unordered"; readonly items: readonly Expected[]; readonly key?: string; readonly others?: Others }
  | { readonly $: "within"; readonly least: number; readonly most: number; readonly clock: Clock }
  | { readonly $: "among"; readonly values: readonly string[]; readonly clock: Clock }
  | { readonly $: "time"; readonly placeholder: string }
  | { readonly $: "filled" }
  | { readonly $: "at"; readonly clock: Clock; readonly value: Expected }
  | {
      readonly $: "presence";
      /** If it holds, the member must be there. */
      readonly present?: Sign;
      /** If it holds, the member must be absent. If neither holds, it may be there. */
      readonly absent?: Sign;
      /** A list, which may have no entries. */
      readonly list?: true;
      /** An empty text or list says the same as none. */
      readonly emptyIsNone?: true;
      readonly value: Expected;
    }
  | { readonly $: "view"; readonly kind: string; readonly name: string; readonly members: Members };

/** Holds if each of these members of the same object has one of the values. Without members it always holds. */
export type Sign = { readonly [member: string]: readonly string[] };

/**
 * What an unordered list may contain in addition to its items: items that may be there (`optional`), and strings that
 * are not known beforehand (`matching`, a string with unbound placeholders; `except` are substrings that none of them
 * may contain). What holds for each other item, whichever it is, is `every`.
 */
export interface Others {
  readonly optional?: readonly Expected[];
  readonly matching?: string;
  /** The same for objects: the expectation for each of them. */
  readonly fitting?: Expected;
  readonly except?: readonly string[];
  /** What holds for each other item; unlike with `fitting`, it is reported what in an item differs. */
  readonly every?: Expected;
  /** The permitted number of items in all. */
  readonly total?: { readonly least: number; readonly most: number; readonly clock: Clock };
}

/** Not compared; may be absent. */
export const any: Mark = { $: "any" };
/** Must be absent (null counts as absent). */
export const absent: Mark = { $: "absent" };
/** A string that is not empty. */
export const filled: Mark = { $: "filled" };
/** Must be there, whatever it says. */
export const present: Extract<Mark, { $: "presence" }> = { $: "presence", present: {}, value: any };
/** May be absent; if present, it is `value`. */
export const maybe = (value: Expected): Mark => ({ $: "maybe", value });
export const either = (...of: Expected[]): Mark => ({ $: "either", of });
/** The same items in any order; objects are paired by their member `key`. */
export const unordered = (items: readonly Expected[], key?: string, others?: Others): Mark => ({
  $: "unordered",
  items,
  ...(key === undefined ? {} : { key }),
  ...(others === undefined ? {} : { others }),
});
export const within = (least: number, most: number, clock: Clock = "bounded"): Mark => ({
  $: "within",
  least,
  most,
  clock,
});
export const among = (values: readonly string[], clock: Clock = "monotone"): Mark => ({ $: "among", values, clock });
/** Epoch seconds that the server chooses once: later replies must repeat them (row CC7). */
export const time = (placeholder: string): Mark => ({ $: "time", placeholder });
export const at = (clock: Clock, value: Expected): Mark => ({ $: "at", clock, value });
/** The description of one resource: differences inside belong to that resource. */
export const view = (kind: string, name: string, members: Members): Mark => ({ $: "view", kind, name, members });

export function isMark(value: Expected): value is Mark {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "$" in value;
}

/** The form of a placeholder inside strings; `kind` determines which values it may have. */
export const placeholder = (kind: string, name: string): string => `«${kind}:${name}»`;
