import { command } from "./language/command.ts";
import type { Draw } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { badScale, homeForm, lostSet, type Placed, scale, setForm, setsIn } from "./pools/taskSets.ts";

export const UpdateTaskSet = command({
  operation: "UpdateTaskSet",
  group: "taskSets",
  weight: 4,
  accepted(draw, scene) {
    const sets = setsIn(scene);
    if (sets.length === 0) return undefined;
    const chosen = draw.pick(sets);
    const taskSet = setForm(draw, scene, chosen);
    return taskSet && { ...homeForm(draw, scene, chosen.home), taskSet, scale: newScale(draw, chosen) };
  },
  refused(draw, scene) {
    const sets = setsIn(scene);
    if (sets.length === 0 || draw.chance(0.6)) return lostSet(draw, scene, "taskSet", { scale: scale(draw) });
    const chosen = draw.pick(sets);
    const taskSet = setForm(draw, scene, chosen);
    return taskSet && { ...homeForm(draw, scene, chosen.home), taskSet, scale: badScale(draw) };
  },
});

/** Down to nothing often: that is where a set ends before it is deleted. */
const newScale = (draw: Draw, { set }: Placed): PlanInput =>
  set.scale > 0 && draw.chance(0.3) ? { value: 0, unit: "PERCENT" } : scale(draw);
