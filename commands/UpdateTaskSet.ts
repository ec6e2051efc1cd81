import { command } from "./language/command.ts";
import type { Random } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { absentTaskSet, badScale, homeForm, type Placed, scale, setForm, setsIn } from "./pools/taskSets.ts";

export const UpdateTaskSet = command({
  operation: "UpdateTaskSet",
  group: "taskSets",
  weight: 4,
  keeps: ["taskSet", "scale"],
  accepted(random, run) {
    const sets = setsIn(run);
    if (sets.length === 0) return undefined;
    const chosen = random.pick(sets);
    const taskSet = setForm(random, run, chosen);
    return taskSet && { ...homeForm(random, run, chosen.home), taskSet, scale: newScale(random, chosen) };
  },
  refused(random, run) {
    const sets = setsIn(run);
    if (sets.length === 0 || random.chance(0.6)) return absentTaskSet(random, run, "taskSet", { scale: scale(random) });
    const chosen = random.pick(sets);
    const taskSet = setForm(random, run, chosen);
    return taskSet && { ...homeForm(random, run, chosen.home), taskSet, scale: badScale(random) };
  },
});

/** Often down to zero: a set must be there before it is deleted. */
const newScale = (random: Random, { set }: Placed): PlanInput =>
  set.scale > 0 && random.chance(0.3) ? { value: 0, unit: "PERCENT" } : scale(random);
