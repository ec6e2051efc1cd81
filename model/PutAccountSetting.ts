import { operation } from "./language/card.ts";
import { accept, refuse } from "./language/step.ts";
import { badSetting, caller, viewSetting } from "./resources/accountSetting.ts";

/** Sets a setting for the caller or for the named principal (row AS2). */
export const PutAccountSetting = operation("PutAccountSetting", {
  names: { name: "setting" },
  row: "AS2d",
  accepts: ["AS2d"],
  refuses: ["RQ1", "G1", "AS1v", "AS1r", "AS2p"],
  step(state, input, context) {
    const { name = "", value, principalArn } = input;
    if (value === undefined) return refuse("RQ1");
    const bad = badSetting(input, context);
    if (bad) return bad;
    state.accountSettings.push({ name, of: principalArn ?? caller, value });
    return accept({ setting: viewSetting(name, value, principalArn) }, "AS2d");
  },
});
