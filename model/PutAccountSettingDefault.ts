import { operation } from "./language/card.ts";
import { accept, refuse } from "./language/step.ts";
import { badSetting, everyone, viewSetting } from "./resources/accountSetting.ts";

/** Sets a setting for everyone who has none of their own (row AS2). */
export const PutAccountSettingDefault = operation("PutAccountSettingDefault", {
  names: { name: "setting" },
  row: "AS2d",
  accepts: ["AS2d"],
  refuses: ["RQ1", "G1", "AS1v", "AS1r", "AS2p"],
  step(state, input, context) {
    const { name = "", value } = input;
    if (value === undefined) return refuse("RQ1");
    const bad = badSetting(input, context);
    if (bad) return bad;
    state.accountSettings.push({ name, of: everyone, value });
    return accept({ setting: viewSetting(name, value, undefined) }, "AS2d");
  },
});
