import type { ListAccountSettingsRequest } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import { requireOneOf } from "../limits.ts";
import { pageOf } from "../pages.ts";
import type { Simulation } from "../simulation.ts";
import type { Request } from "../wire.ts";

/** The settings that hold without anybody setting them (AS1). */
const defaults: readonly (readonly [string, string])[] = [
  ["awsvpcTrunking", "disabled"],
  ["containerInsights", "disabled"],
  ["containerInstanceLongArnFormat", "enabled"],
  ["defaultLogDriverMode", "non-blocking"],
  ["fargateEventWindows", "disabled"],
  ["fargateFIPSMode", "disabled"],
  ["fargateTaskRetirementWaitPeriod", "7"],
  ["guardDutyActivate", "off"],
  ["serviceLongArnFormat", "enabled"],
  ["tagResourceAuthorization", "off"],
  ["taskLongArnFormat", "enabled"],
];

/** AS2: nothing can be set here, so only the effective settings list anything. */
export function ListAccountSettings(sim: Simulation, input: Request<ListAccountSettingsRequest>) {
  const { name, value, effectiveSettings = false } = input;
  requireOneOf(
    "name",
    name,
    defaults.map(([setting]) => setting),
  );
  if (value !== undefined && name === undefined) throw invalidParameter("A value needs a name.");
  const principalArn = input.principalArn ?? `arn:aws:iam::${sim.account}:root`;
  const settings = defaults
    .filter(([setting, held]) => (name ?? setting) === setting && (value ?? held) === held)
    .map(([setting, held], index) => {
      const type = setting === "guardDutyActivate" ? "aws_managed" : "user";
      return [index + 1, { name: setting, value: held, principalArn, type }] as const;
    });
  const rule = {
    operation: "ListAccountSettings",
    defaultSize: 10,
    maximumSize: 10,
    filters: [name, value, effectiveSettings, principalArn],
  };
  const { items, nextToken } = pageOf<object, number>(rule, input, (place = 0) =>
    effectiveSettings ? settings.slice(place) : [],
  );
  return { settings: items, nextToken };
}
