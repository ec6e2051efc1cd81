import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { principal, setting, settingPool } from "./pools/accountSettings.ts";

export const ListAccountSettings = command({
  operation: "ListAccountSettings",
  group: "account",
  weight: 0.4,
  keeps: ["principalArn"],
  accepted(random) {
    const { name, value } = setting(random);
    return given({
      ...(random.chance(0.2) ? { name, value } : { name: random.maybe(0.5, () => random.pick(settingPool)) }),
      effectiveSettings: random.maybe(0.6, () => random.chance(0.7)),
      principalArn: random.maybe(0.4, () => principal(random)),
      maxResults: random.maybe(0.4, () => random.pick([1, 3, 10])),
    });
  },
  refused: (random) =>
    random.pick([{ name: "favouriteColour" }, { value: setting(random).value }, { maxResults: 0 }, { maxResults: 11 }]),
});
