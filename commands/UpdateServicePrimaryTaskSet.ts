import { command } from "./language/command.ts";
import { homeForm, lostSet, setForm, setsIn } from "./pools/taskSets.ts";

export const UpdateServicePrimaryTaskSet = command({
  operation: "UpdateServicePrimaryTaskSet",
  group: "taskSets",
  weight: 4,
  accepted(draw, scene) {
    const sets = setsIn(scene);
    if (sets.length === 0) return undefined;
    const chosen = draw.pick(sets);
    const primaryTaskSet = setForm(draw, scene, chosen);
    return primaryTaskSet && { ...homeForm(draw, scene, chosen.home), primaryTaskSet };
  },
  refused: (draw, scene) => lostSet(draw, scene, "primaryTaskSet"),
});
