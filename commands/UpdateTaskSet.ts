import { command } from "./command.ts";
import { badScale, homeForm, lostSet, scale, setForm, setsIn } from "./taskSets.ts";

export const UpdateTaskSet = command({
  operation: "UpdateTaskSet",
  group: "taskSets",
  weight: 4,
  accepted(draw, scene) {
    const sets = setsIn(scene);
    if (sets.length === 0) return undefined;
    const chosen = draw.pick(sets);
    const taskSet = setForm(draw, scene, chosen);
    return taskSet && { ...homeForm(draw, scene, chosen.home), taskSet, scale: scale(draw) };
  },
  refused(draw, scene) {
    const sets = setsIn(scene);
    if (sets.length === 0 || draw.chance(0.6)) return lostSet(draw, scene, "taskSet", { scale: scale(draw) });
    const chosen = draw.pick(sets);
    const taskSet = setForm(draw, scene, chosen);
    return taskSet && { ...homeForm(draw, scene, chosen.home), taskSet, scale: badScale(draw) };
  },
});
