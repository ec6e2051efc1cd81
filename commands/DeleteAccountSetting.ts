import { command } from "./language/command.ts";
import { principal, setting } from "./pools/accountSettings.ts";

export const DeleteAccountSetting = command({
  operation: "DeleteAccountSetting",
  group: "account",
  weight: 0.4,
  keeps: ["name", "principalArn"],
  accepted(random, run) {
    const { name } = setting(random);
    return run.withSettings && random.chance(0.7) ? { name } : { name, principalArn: principal(random) };
  },
  refused: (random) => ({
    name: random.pick(["favouriteColour", "servicelongarnformat"]),
    principalArn: principal(random),
  }),
});
