import { command } from "./language/command.ts";
import { neverCreated } from "./pools/names.ts";
import { exactForm, revisionFromElsewhere, revisionsIn } from "./pools/revisions.ts";

export const DeleteTaskDefinitions = command({
  operation: "DeleteTaskDefinitions",
  group: "definitions",
  weight: 1,
  accepted(random, run) {
    const idle = revisionsIn(run, ({ status }) => status === "INACTIVE" || (status !== "ACTIVE" && random.chance(0.1)));
    const active = revisionsIn(run, ({ status }) => status === "ACTIVE");
    const chosen = random.some(idle, Math.min(1, idle.length), 3).map((revision) => exactForm(random, run, revision));
    if (active.length > 0 && random.chance(0.15)) chosen.push(exactForm(random, run, random.pick(active)));
    if (random.chance(0.15))
      chosen.push(revisionFromElsewhere(random, run) ?? random.pick([`${neverCreated}:1`, neverCreated]));
    return chosen.length === 0 ? undefined : { taskDefinitions: chosen };
  },
  refused: (random) => ({
    taskDefinitions: random.pick([[], [""], Array.from({ length: 11 }, (_, index) => `${neverCreated}:${index + 1}`)]),
  }),
});
