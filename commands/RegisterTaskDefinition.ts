import { command } from "./language/command.ts";
import type { Random } from "./language/random.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import { badDefinition } from "./pools/badDefinitions.ts";
import { clustersWithInstances, revisionForInstances } from "./pools/containerInstances.ts";
import { definition } from "./pools/definitions.ts";
import { familyNames } from "./pools/names.ts";
import { successor } from "./pools/successor.ts";
import { badTags } from "./pools/tags.ts";

export const RegisterTaskDefinition = command({
  operation: "RegisterTaskDefinition",
  group: "definitions",
  weight: 4,
  // More rules refuse it than any other operation.
  refusalWeight: 24,
  keeps: ["family", "containerDefinitions"],
  indispensable: true,
  accepted(random, run) {
    const next = random.chance(0.6) ? successor(random, run) : undefined;
    return next ?? definition(random, random.pick(familyNames), fargateShare(random, run));
  },
  refused(random) {
    // A server that accepts it puts the family in quarantine: mostly one that no other command uses.
    const family = random.chance(0.7) ? `spare${random.whole(1, 99)}` : random.pick(familyNames);
    if (random.chance(0.05)) return { ...definition(random, family), tags: badTags(random) };
    return badDefinition(random, family);
  },
});

/** When container instances have no tasks, or the plan focuses on instances, fewer definitions are for Fargate. */
function fargateShare(random: Random, run: SymbolicRun): number {
  if (clustersWithInstances(run).length > 0 && revisionForInstances(random, run) === undefined) return 0.1;
  return run.focus === "instances" ? 0.4 : 0.8;
}
