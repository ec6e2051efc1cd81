import { operation } from "./language/card.ts";
import { any } from "./language/expectation.ts";
import { accept } from "./language/step.ts";
import { badSetting, caller, viewSetting } from "./resources/accountSetting.ts";

/**
 * Deletes the setting of the caller or the principal, if there is one; the value in the reply is unspecified (row AS2).
 */
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
