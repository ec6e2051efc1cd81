import { badSetting, principal, setting } from "./accountSettings.ts";
import { command } from "./command.ts";

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
