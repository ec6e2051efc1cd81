import type { Json, JsonObject } from "../../model/language/json.ts";

/** Other forms of the id that a reference stands for (docs/architecture.md#a-saved-plan). */
export type Form = "family:revision" | "name" | "id" | "shortArn" | Elsewhere;

/** The ARN with another account or another region in it, which names nothing on the server (row A9). */
export type Elsewhere = "otherAccount" | "otherRegion";

/** The part of an ARN that each form replaces, and by what. */
export const elsewhere: Readonly<Record<Elsewhere, { readonly part: RegExp; readonly by: string }>> = {
  otherAccount: { part: /(?<=^arn:[^:]*:ecs:[^:]*:)[^:]*/, by: "000000000001" },
  otherRegion: { part: /(?<=^arn:[^:]*:ecs:)[^:]*/, by: "eu-north-9" },
};

export const isOfElsewhere = (form: Form): form is Elsewhere => Object.hasOwn(elsewhere, form);

/** Stands for the value at path `ref[1]` in the output of command `ref[0]`: an id that the server chose. */
export interface Reference {
  readonly ref: readonly [number, string];
  readonly as?: Form;
}

/** An input in a plan: JSON whose leaves may be references. */
export type PlanInput = { readonly [member: string]: PlanValue };
export type PlanValue = null | boolean | number | string | readonly PlanValue[] | PlanInput | Reference;

export function isReference(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && "ref" in value && Array.isArray(value.ref);
}

/** The references of an input, at any depth. */
export function* referencesIn(value: PlanValue): Generator<Reference> {
  if (isReference(value)) yield value;
  else if (Array.isArray(value)) for (const item of value) yield* referencesIn(item);
  else if (typeof value === "object" && value !== null)
    for (const item of Object.values(value)) yield* referencesIn(item);
}

/** The input with every leaf replaced for which `replace` returns something. */
export function mapLeaves(
  value: PlanValue,
  replace: (leaf: Reference | string, member: string) => PlanValue,
): PlanValue {
  return walk(value, "");
  function walk(value: PlanValue, member: string): PlanValue {
    if (typeof value === "string" || isReference(value)) return replace(value, member);
    if (Array.isArray(value)) return value.map((item) => walk(item, member));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
  }
}

/** The input with every string replaced; references stay. */
export const mapStrings = <Input extends PlanInput>(input: Input, replace: (text: string) => string): Input =>
  mapLeaves(input, (leaf) => (typeof leaf === "string" ? replace(leaf) : leaf)) as Input;

/** Resolves the references; undefined when one of them has no value, as after a refused call. */
export function resolve(
  input: PlanInput,
  answerAt: (step: number, path: string) => string | number | undefined,
): JsonObject | undefined {
  let whole = true;
  const resolved = mapLeaves(input, (leaf) => {
    if (!isReference(leaf)) return leaf;
    const value = answerAt(leaf.ref[0], leaf.ref[1]);
    if (value === undefined) whole = false;
    return value === undefined ? "" : typeof value === "number" ? value : spelled(value, leaf.as);
  });
  return whole ? (resolved as { [member: string]: Json }) : undefined;
}

function spelled(value: string, form: Form | undefined): string {
  switch (form) {
    case undefined:
      return value;
    case "family:revision":
    case "id":
    case "name":
      return value.slice(value.lastIndexOf("/") + 1);
    case "shortArn":
      return value.replace(/:(service|task|container-instance)\/[^/]+\//, ":$1/");
    case "otherAccount":
    case "otherRegion":
      return value.replace(elsewhere[form].part, elsewhere[form].by);
  }
}

/** The input without one member. */
export function without(input: PlanInput, member: string): PlanInput {
  const { [member]: _, ...rest } = input;
  return rest;
}
