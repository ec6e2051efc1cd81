import { command } from "./language/command.ts";
import { absentRevision, exactForm, revisionsIn } from "./pools/revisions.ts";

export const DeregisterTaskDefinition = command({
  operation: "DeregisterTaskDefinition",
  group: "definitions",
  weight: 1.2,
  accepted(random, run) {
    const again = random.chance(0.06);
    const known = revisionsIn(run, ({ status }) => (again ? status === "INACTIVE" : status === "ACTIVE"));
    return known.length === 0 ? undefined : { taskDefinition: exactForm(random, run, random.pick(known)) };
  },
  refused(random, run) {
    const [known] = revisionsIn(run, ({ status }) => status === "ACTIVE");
    if (known !== undefined && random.chance(0.4))
      return { taskDefinition: random.pick([known.family, `${known.family}:x`]) };
    const deleted = revisionsIn(run, ({ status }) => status === "DELETE_IN_PROGRESS");
    if (deleted.length > 0 && random.chance(0.6))
      return { taskDefinition: exactForm(random, run, random.pick(deleted)) };
    return { taskDefinition: absentRevision(random, run) };
  },
});
