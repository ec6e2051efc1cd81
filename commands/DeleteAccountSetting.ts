import { command } from "./language/command.ts";
import { principal, setting } from "./pools/accountSettings.ts";

export const DeleteAccountSetting = command({
  operation: "DeleteAccountSetting",
  group: "account",
  weight: 0.4,
  accepted(draw, scene) {
    const { name } = setting(draw);
    return scene.withSettings && draw.chance(0.7) ? { name } : { name, principalArn: principal(draw) };
  },
  refused: (draw) => ({ name: draw.pick(["favouriteColour", "servicelongarnformat"]), principalArn: principal(draw) }),
});
