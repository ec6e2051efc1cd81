import { any, type Mark, present, type Sign } from "../expectation.ts";
import type { RuleId } from "../rules.ts";

/** When a reply shows a member of a described resource. */
export type Decision = "always" | "when given" | "when it has come about" | "never unless given" | "unknown";

type Presence = Extract<Mark, { $: "presence" }>;

/** What is decided of one member, and on what ground. */
export interface MemberDecision {
  readonly decision: Decision;
  /** The row that says so. */
  readonly rule?: RuleId;
  /** What is compared of its presence by the decision itself. */
  readonly compares?: Presence;
  /** The description of the resource compares the member, presence included, by what the model knows of its value. */
  readonly byView?: true;
  /** Words for the table, where the row does not say it. */
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

/** The same of a list, which may have no entries: a server that leaves such lists out does so everywhere. */
export const alwaysList = (rule: RuleId): MemberDecision => ({
  decision: "always",
  rule,
  compares: presence({ present: {}, list: true }),
});

/** The description names it always, with its value. */
export const alwaysKnown = (rule: RuleId): MemberDecision => ({ decision: "always", rule, byView: true });

/** It is shown as it was given; of a resource to which nobody gave it, a default may stand there. */
export const whenGiven = (rule: RuleId): MemberDecision => ({ decision: "when given", rule, byView: true });

/** It is shown if it was given, and the server makes up none. */
export const neverUnlessGiven = (rule: RuleId): MemberDecision => ({
  decision: "never unless given",
  rule,
  compares: presence({ absent: {} }),
});

/** The same of a list: one without entries says the same as none. */
export const neverUnlessGivenList = (rule: RuleId): MemberDecision => ({
  decision: "never unless given",
  rule,
  compares: presence({ absent: {}, emptyIsNone: true }),
});

/** Another member of the same description says whether it has come about, or cannot have. */
export const onceShown = (rule: RuleId, signs: { present?: Sign; absent?: Sign }): MemberDecision => ({
  decision: "when it has come about",
  rule,
  compares: presence({ ...signs, emptyIsNone: true }),
});

/** The model follows by itself when it comes about. */
export const onceKnown = (rule: RuleId): MemberDecision => ({ decision: "when it has come about", rule, byView: true });

/** Nothing is held against a server for it. */
export const open = (why: string): MemberDecision => ({ decision: "unknown", why });

/** The value of such a member is compared where it is there, or where the model is sure of it; its presence is not decided. */
export const openKnown = (why: string): MemberDecision => ({ decision: "unknown", why, byView: true });
