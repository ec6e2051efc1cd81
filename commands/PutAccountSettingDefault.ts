import { command } from "./language/command.ts";
import { badSetting, setting } from "./pools/accountSettings.ts";

/** The default for everyone: only in plans whose runs have the account settings to themselves. */
export const PutAccountSettingDefault = command({
  operation: "PutAccountSettingDefault",
  group: "account",
  weight: 1,
  refusalWeight: 3,
  keeps: ["name", "value"],
  accepted: (random, run) => (run.withSettings ? setting(random) : undefined),
  refused: (random, run) => (run.withSettings ? badSetting(random) : undefined),
});
