import { computedDesiredCount } from "../model/services/taskSet.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentTaskSet, homeForm, setForm, setsIn } from "./pools/taskSets.ts";

export const DeleteTaskSet = command({
  operation: "DeleteTaskSet",
  group: "taskSets",
  weight: 4,
  keeps: ["taskSet"],
  accepted(random, run) {
    const sets = setsIn(run);
    if (sets.length === 0) return undefined;
    const spare = sets.filter(({ set }) => set.status !== "PRIMARY");
    const chosen = random.pick(spare.length > 0 && random.chance(0.9) ? spare : sets);
    const taskSet = setForm(random, run, chosen);
    if (taskSet === undefined) return undefined;
    const force = chosen.set.scale > 0 || random.chance(0.3) ? true : undefined;
    return given({ ...homeForm(random, run, chosen.home), taskSet, force });
  },
  refused(random, run) {
    const scaled = setsIn(run).filter(({ home, set }) => computedDesiredCount(home.it, set) > 0);
    if (scaled.length === 0 || random.chance(0.2)) return absentTaskSet(random, run, "taskSet");
    const chosen = random.pick(scaled);
    const taskSet = setForm(random, run, chosen);
    return taskSet && given({ ...homeForm(random, run, chosen.home), taskSet, force: random.maybe(0.3, () => false) });
  },
});
