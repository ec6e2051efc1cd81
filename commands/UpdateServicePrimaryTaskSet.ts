import { command } from "./language/command.ts";
import { absentTaskSet, homeForm, setForm, setsIn } from "./pools/taskSets.ts";

export const UpdateServicePrimaryTaskSet = command({
  operation: "UpdateServicePrimaryTaskSet",
  group: "taskSets",
  weight: 4,
  keeps: ["primaryTaskSet"],
  accepted(random, run) {
    const sets = setsIn(run);
    if (sets.length === 0) return undefined;
    const chosen = random.pick(sets);
    const primaryTaskSet = setForm(random, run, chosen);
    return primaryTaskSet && { ...homeForm(random, run, chosen.home), primaryTaskSet };
  },
  refused: (random, run) => absentTaskSet(random, run, "primaryTaskSet"),
});
