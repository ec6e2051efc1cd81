import { command } from "./language/command.ts";
import { ghost } from "./pools/names.ts";
import { exactForm, revisionsIn } from "./pools/revisions.ts";

export const DeleteTaskDefinitions = command({
  operation: "DeleteTaskDefinitions",
  group: "definitions",
  weight: 1,
  accepted(draw, scene) {
    const idle = revisionsIn(scene, ({ status }) => status === "INACTIVE" || (status !== "ACTIVE" && draw.chance(0.1)));
    const active = revisionsIn(scene, ({ status }) => status === "ACTIVE");
    const chosen = draw.some(idle, Math.min(1, idle.length), 3).map((revision) => exactForm(draw, scene, revision));
    if (active.length > 0 && draw.chance(0.15)) chosen.push(exactForm(draw, scene, draw.pick(active)));
    if (draw.chance(0.15)) chosen.push(draw.pick([`${ghost}:1`, ghost]));
    return chosen.length === 0 ? undefined : { taskDefinitions: chosen };
  },
  refused: (draw) => ({
    taskDefinitions: draw.chance(0.5) ? [] : Array.from({ length: 11 }, (_, index) => `${ghost}:${index + 1}`),
  }),
});
