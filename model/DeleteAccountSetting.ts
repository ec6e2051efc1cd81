import { operation } from "./language/card.ts";
import { any } from "./language/expectation.ts";
import { accept } from "./language/step.ts";
import { badSetting, caller, viewSetting } from "./resources/accountSetting.ts";

/** Takes back what was set for the caller or the principal, if anything was; the value it shows is open (row AS2). */
export const DeleteAccountSetting = operation("DeleteAccountSetting", {
  names: { name: "setting" },
  row: "AS2d",
  accepts: ["AS2d"],
  refuses: ["RQ1", "G1", "AS1v", "AS1r", "AS2p"],
  step(state, input, context) {
    const bad = badSetting(input, context);
    if (bad) return bad;
    const { name = "", principalArn } = input;
    state.accountSettings.push({ name, of: principalArn ?? caller, value: undefined });
    return accept({ setting: viewSetting(name, any, principalArn) }, "AS2d");
  },
});
