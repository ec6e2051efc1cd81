import { any, type Mark, present, type Sign } from "../expectation.ts";
import type { RuleId } from "../rules.ts";

/** When a reply shows a member of a described resource. */
export type Decision = "always" | "when given" | "when it has come about" | "never unless given" | "unknown";

type Presence = Extract<Mark, { $: "presence" }>;

/** The decision for one member, with its reason. */
export interface MemberDecision {
  readonly decision: Decision;
  /** The row that states it. */
  readonly rule?: RuleId;
  /** The comparison of its presence that the decision implies. */
  readonly compares?: Presence;
  /** The description of the resource compares the member and its presence by the value in the model. */
  readonly byView?: true;
  /** Words for the table, if the row does not state it. */
  readonly why?: string;
}

/** One decision for each member of a shape of the API: the compiler names each that is absent or misspelt. */
export type Decisions<Shape> = { readonly [Member in keyof Required<Shape>]: MemberDecision };

const presence = (signs: Omit<Presence, "$" | "value">): Presence => ({ $: "presence", ...signs, value: any });

/** It is in every reply that describes the resource. */
export const always = (rule: RuleId): MemberDecision => ({
  decision: "always",
  rule,
  compares: present,
});

/** The same for a list that may be empty: a server that omits empty lists omits all of them. */
export const alwaysList = (rule: RuleId): MemberDecision => ({
  decision: "always",
  rule,
  compares: presence({ present: {}, list: true }),
});

/** The description always contains it, with its value. */
export const alwaysKnown = (rule: RuleId): MemberDecision => ({ decision: "always", rule, byView: true });

/** It is shown with the requested value; without one, a default may be shown. */
export const whenGiven = (rule: RuleId): MemberDecision => ({ decision: "when given", rule, byView: true });

/** It is shown if it was requested; the server must not invent one. */
export const neverUnlessGiven = (rule: RuleId): MemberDecision => ({
  decision: "never unless given",
  rule,
  compares: presence({ absent: {} }),
});

/** The same for a list: an empty one counts as absent. */
export const neverUnlessGivenList = (rule: RuleId): MemberDecision => ({
  decision: "never unless given",
  rule,
  compares: presence({ absent: {}, emptyIsNone: true }),
});

/** Another member of the same description determines whether it is present or absent. */
export const onceShown = (rule: RuleId, signs: { present?: Sign; absent?: Sign }): MemberDecision => ({
  decision: "when it has come about",
  rule,
  compares: presence({ ...signs, emptyIsNone: true }),
});

/** The model determines when it is present. */
export const onceKnown = (rule: RuleId): MemberDecision => ({ decision: "when it has come about", rule, byView: true });

/** It is never a divergence. */
export const open = (why: string): MemberDecision => ({ decision: "unknown", why });

/** The value of such a member is compared if it is present or if the model is certain of it; its presence is not decided. */
export const openKnown = (why: string): MemberDecision => ({ decision: "unknown", why, byView: true });
