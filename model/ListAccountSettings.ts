import { bag, type Expected, filled } from "./expectation.ts";
import { badEnum, badPage } from "./page.ts";
import { accept, type Step } from "./step.ts";

/** The settings somebody set, or with `effectiveSettings` also those nobody did (rows AS1, AS2). */
export const ListAccountSettings: Step<"ListAccountSettings"> = (_state, input) => {
  const bad = badEnum([input.name], settingNames) ?? badPage(input, 10);
  if (bad) return bad;
  const setting = (name: string): Expected => ({ name, value: input.value ?? filled });
  const asked = input.name === undefined ? settingNames : [input.name];
  const certain = input.effectiveSettings === true && input.value === undefined;
  const needed = certain ? asked.filter((name) => longFormats.has(name)) : [];
  const open = asked.filter((name) => !needed.includes(name));
  return accept({ settings: bag(needed.map(setting), "name", { optional: open.map(setting) }) }, "AS1", "AS2");
};

/** In force everywhere, whoever set them. */
const longFormats = new Set<string>(["serviceLongArnFormat", "taskLongArnFormat", "containerInstanceLongArnFormat"]);

const settingNames: readonly string[] = [
  ...longFormats,
  "awsvpcTrunking",
  "containerInsights",
  "fargateFIPSMode",
  "tagResourceAuthorization",
  "fargateTaskRetirementWaitPeriod",
  "guardDutyActivate",
  "defaultLogDriverMode",
  "fargateEventWindows",
  "dualStackIPv6",
];
