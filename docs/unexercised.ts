import type { RuleId } from "../model/rules.ts";

const always = "holds of every reply and is looked at in each, not counted";
const field = "names the rule that a field of a description breaks: compared in every description, not counted";
const mayBoth = "the model allows both answers, and the simulator gives the other one";
const choice = "decides between other rows, and those are counted";
const undrawn = "no command draws such an input yet";

/** Why a default campaign on the simulator does not count a row. A row that is counted needs no reason. */
export const unexercised: Partial<Record<RuleId, string>> = {
  P1: always,
  P3: always,
  P8: field,
  A1: field,
  A2: "every form of a name is drawn; it shows in what the calls lead to, not as an outcome of its own",
  A5: field,
  CC6: field,
  CC7: field,
  DP1: always,
  DP3: always,
  DP5: field,
  LC2: field,
  LC3: always,
  LC5: always,
  LC9: "a task's end shows in its fields, by their own rows",
  SV3: field,
  SV25: field,
  RQ1: "plans hold no input without its required members: what a server says to it is known only as one of two types",
  G2: undrawn,
  G4: "would need more than 100 names in a plan",
  G5: undrawn,
  G7: undrawn,
  G8: undrawn,
  SV4: undrawn,
  SV14b: "drawn too seldom: only in campaigns of --profile errors",
  SV23: "drawn too seldom: only in campaigns of --profile errors",
  TD31f: "drawn too seldom: a family must first lose all its revisions",
  CL17: mayBoth,
  CI1r: mayBoth,
  CI7: field,
  SV14e: undrawn,
  CL18: choice,
  CL21b: mayBoth,
  CP2a: mayBoth,
  CP2r: undrawn,
  CP6b: mayBoth,
  AS2p: mayBoth,
  AS2v: undrawn,
  AT1m: undrawn,
  SV1: mayBoth,
  SV8: mayBoth,
  SV29: mayBoth,
  TD22: choice,
  TD31b: mayBoth,
  TD31d: mayBoth,
  TE7o: mayBoth,
  TE14: mayBoth,
};
