import { computedDesiredCount } from "../model/services/taskSet.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { homeForm, lostSet, setForm, setsIn } from "./pools/taskSets.ts";

export const DeleteTaskSet = command({
  operation: "DeleteTaskSet",
  group: "taskSets",
  weight: 4,
  accepted(draw, scene) {
    const sets = setsIn(scene);
    if (sets.length === 0) return undefined;
    const spare = sets.filter(({ set }) => set.status !== "PRIMARY");
    const chosen = draw.pick(spare.length > 0 && draw.chance(0.9) ? spare : sets);
    const taskSet = setForm(draw, scene, chosen);
    if (taskSet === undefined) return undefined;
    const force = chosen.set.scale > 0 || draw.chance(0.3) ? true : undefined;
    return given({ ...homeForm(draw, scene, chosen.home), taskSet, force });
  },
  refused(draw, scene) {
    const scaled = setsIn(scene).filter(({ home, set }) => computedDesiredCount(home.it, set) > 0);
    if (scaled.length === 0 || draw.chance(0.2)) return lostSet(draw, scene, "taskSet");
    const chosen = draw.pick(scaled);
    const taskSet = setForm(draw, scene, chosen);
    return taskSet && given({ ...homeForm(draw, scene, chosen.home), taskSet, force: draw.maybe(0.3, () => false) });
  },
});
