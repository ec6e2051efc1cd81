import { command } from "./language/command.ts";
import { badSetting, principal, setting } from "./pools/accountSettings.ts";

export const PutAccountSetting = command({
  operation: "PutAccountSetting",
  group: "account",
  weight: 0.8,
  keeps: ["name", "value", "principalArn"],
  accepted(random, run) {
    const put = setting(random);
    return run.withSettings && random.chance(0.7) ? put : { ...put, principalArn: principal(random) };
  },
  refused: (random) => ({ ...badSetting(random), principalArn: principal(random) }),
});
