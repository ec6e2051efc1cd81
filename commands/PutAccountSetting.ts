import { command } from "./language/command.ts";
import { badSetting, principal, setting } from "./pools/accountSettings.ts";

export const PutAccountSetting = command({
  operation: "PutAccountSetting",
  group: "account",
  weight: 0.8,
  accepted(draw, scene) {
    const put = setting(draw);
    return scene.withSettings && draw.chance(0.7) ? put : { ...put, principalArn: principal(draw) };
  },
  refused: (draw) => ({ ...badSetting(draw), principalArn: principal(draw) }),
});
