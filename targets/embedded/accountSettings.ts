import { invalidParameter } from "./errors.ts";
import { requireOneOf } from "./requests/limits.ts";
import type { Simulation } from "./simulation.ts";

/** The account settings of each principal, by ARN. */
export type AccountSettings = Map<string, Map<string, string>>;

interface SettingRule {
  /** The value as long as it is not set. */
  readonly initial: string;
  /** Absent if the setting cannot be changed. */
  readonly values?: readonly string[];
}

const toggle = ["enabled", "disabled", "on", "off"];

/** AS1. */
const rules: Readonly<Record<string, SettingRule>> = {
  serviceLongArnFormat: { initial: "enabled", values: toggle },
  taskLongArnFormat: { initial: "enabled", values: toggle },
  containerInstanceLongArnFormat: { initial: "enabled", values: toggle },
  awsvpcTrunking: { initial: "disabled", values: toggle },
  containerInsights: { initial: "disabled", values: ["enabled", "disabled", "enhanced"] },
  fargateFIPSMode: { initial: "disabled", values: toggle },
  tagResourceAuthorization: { initial: "off", values: toggle },
  fargateTaskRetirementWaitPeriod: { initial: "7", values: ["0", "7", "14"] },
  guardDutyActivate: { initial: "off" },
  defaultLogDriverMode: { initial: "non-blocking", values: ["blocking", "non-blocking"] },
  fargateEventWindows: { initial: "disabled", values: toggle },
};

export const settingNames = Object.keys(rules);

export function requireSettingName(name: string | undefined): void {
  requireOneOf("name", name, settingNames);
}

export function requireSettingValue(sim: Simulation, name: string, value: string): void {
  const values = rules[name]?.values;
  if (!values) throw invalidParameter(`The setting ${name} cannot be changed.`);
  if (name === "fargateTaskRetirementWaitPeriod" && sim.bugged("any-task-retirement-wait-period-accepted")) return;
  requireOneOf("value", value, values);
}

/** The caller is the root user: its settings are the defaults of all other principals. */
export function rootUser(sim: Simulation): string {
  return `arn:aws:iam::${sim.account}:root`;
}

/** The principal of a request; the default is the caller. */
export function principalOf(sim: Simulation, principalArn: string | undefined): string {
  if (principalArn === undefined) return rootUser(sim);
  if (!/^arn:aws[\w-]*:iam::\d{12}:(root|user\/.+|role\/.+)$/.test(principalArn)) {
    throw invalidParameter("principalArn must be the ARN of a user, a role or the root user.");
  }
  return principalArn;
}

/** The effective setting of a principal: its own, otherwise that of the root user, otherwise the initial value. */
export function effectiveSetting(sim: Simulation, name: string, principal = rootUser(sim)): string {
  const { accountSettings } = sim.state;
  return (
    accountSettings.get(principal)?.get(name) ??
    accountSettings.get(rootUser(sim))?.get(name) ??
    (rules[name] as SettingRule).initial
  );
}

export function showSetting(name: string, value: string, principalArn: string) {
  return { name, value, principalArn, type: rules[name]?.values ? "user" : "aws_managed" };
}
