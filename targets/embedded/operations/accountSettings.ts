import type {
  DeleteAccountSettingRequest,
  ListAccountSettingsRequest,
  PutAccountSettingDefaultRequest,
  PutAccountSettingRequest,
} from "@aws-sdk/client-ecs";
import {
  effectiveSetting,
  principalOf,
  requireSettingName,
  requireSettingValue,
  rootUser,
  settingNames,
  showSetting,
} from "../accountSettings.ts";
import { clientException, invalidParameter } from "../errors.ts";
import { requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import type { Simulation } from "../simulation.ts";
import type { Request } from "../wire.ts";

export function PutAccountSetting(sim: Simulation, input: Request<PutAccountSettingRequest>) {
  return put(sim, input, principalOf(sim, input.principalArn));
}

/** The settings of the root user are the defaults of all other principals. */
export function PutAccountSettingDefault(sim: Simulation, input: Request<PutAccountSettingDefaultRequest>) {
  return put(sim, input, rootUser(sim));
}

function put(sim: Simulation, input: Request<PutAccountSettingDefaultRequest>, principal: string) {
  const name = requireString("name", input.name);
  const value = requireString("value", input.value);
  requireSettingName(name);
  requireSettingValue(sim, name, value);
  const { accountSettings } = sim.state;
  accountSettings.set(principal, new Map([...(accountSettings.get(principal) ?? []), [name, value]]));
  return { setting: showSetting(name, value, principal) };
}

/** AS2: an unset setting can be deleted too. The reply shows the setting that is effective afterwards. */
export function DeleteAccountSetting(sim: Simulation, input: Request<DeleteAccountSettingRequest>) {
  const name = requireString("name", input.name);
  requireSettingName(name);
  const principal = principalOf(sim, input.principalArn);
  const wasSet = sim.state.accountSettings.get(principal)?.delete(name) ?? false;
  if (!wasSet && sim.bugged("deletion-of-unset-account-setting-refused")) {
    throw clientException("The account setting is not set.");
  }
  return { setting: showSetting(name, effectiveSetting(sim, name, principal), principal) };
}

/** AS2. */
export function ListAccountSettings(sim: Simulation, input: Request<ListAccountSettingsRequest>) {
  const { name, value } = input;
  requireSettingName(name);
  if (value !== undefined && name === undefined) throw invalidParameter("A value needs a name.");
  const principal = principalOf(sim, input.principalArn);
  const effective = input.effectiveSettings || sim.bugged("list-account-settings-lists-what-was-never-set");
  const own = sim.state.accountSettings.get(principal);
  const settings = settingNames.flatMap((setting, index) => {
    const held = effective ? effectiveSetting(sim, setting, principal) : own?.get(setting);
    if (held === undefined || (name ?? setting) !== setting || (value ?? held) !== held) return [];
    return [[index + 1, showSetting(setting, held, principal)] as const];
  });
  const rule = {
    operation: "ListAccountSettings",
    defaultSize: 10,
    maximumSize: 10,
    filters: [name, value, input.effectiveSettings, principal],
  };
  const { items, nextToken } = pageOf<object, number>(rule, input, (place = 0) =>
    settings.filter(([index]) => index > place),
  );
  return { settings: items, nextToken };
}
