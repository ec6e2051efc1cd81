import type { Random } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";

/**
 * Settings and values to try. Short ARNs are never requested: on a server that mixes up whose setting is whose, every
 * other run would get them. The same holds for settings that only the root user has.
 */
const pool: readonly (readonly [string, readonly string[]])[] = [
  ["containerInsights", ["enabled", "disabled"]],
  ["awsvpcTrunking", ["enabled", "disabled"]],
  ["defaultLogDriverMode", ["blocking", "non-blocking"]],
  ["taskLongArnFormat", ["enabled"]],
];

export const settingPool: readonly string[] = pool.map(([name]) => name);

export function setting(random: Random): { name: string; value: string } {
  const [name, values] = random.weighted(pool.map((entry, index) => [index === 0 ? 4 : 1, entry] as const));
  return { name, value: random.pick(values) };
}

/** A principal of the run's own: no other run changes its settings. */
export const principal = (random: Random): string => `arn:aws:iam::«account»:user/${random.pick(["u1", "u2"])}`;

/** A setting with a single mistake (row AS1). */
export const badSetting = (random: Random): PlanInput =>
  random.pick([
    { name: "favouriteColour", value: "enabled" },
    { name: "fargateTaskRetirementWaitPeriod", value: "3" },
    { name: "containerInsights", value: "perhaps" },
    { name: "guardDutyActivate", value: "on" },
  ]);
