import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { principal, setting, settingPool } from "./pools/accountSettings.ts";

export const ListAccountSettings = command({
  operation: "ListAccountSettings",
  group: "account",
  weight: 0.4,
  accepted(draw) {
    const { name, value } = setting(draw);
    return given({
      ...(draw.chance(0.2) ? { name, value } : { name: draw.maybe(0.5, () => draw.pick(settingPool)) }),
      effectiveSettings: draw.maybe(0.6, () => draw.chance(0.7)),
      principalArn: draw.maybe(0.4, () => principal(draw)),
      maxResults: draw.maybe(0.4, () => draw.pick([1, 3, 10])),
    });
  },
  refused: (draw) => draw.pick([{ name: "favouriteColour" }, { maxResults: 0 }, { maxResults: 11 }]),
});
