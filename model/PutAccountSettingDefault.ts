import { badSetting, everyone, viewSetting } from "./accountSetting.ts";
import { accept, refuse, type Step } from "./step.ts";

/** Sets a setting for all who have none of their own (row AS2). */
export const PutAccountSettingDefault: Step<"PutAccountSettingDefault"> = (state, input, context) => {
  const { name = "", value } = input;
  if (value === undefined) return refuse("RQ1");
  const bad = badSetting(input, context);
  if (bad) return bad;
  state.accountSettings.push({ name, of: everyone, value });
  return accept({ setting: viewSetting(name, value, undefined) }, "AS2d");
};
