import { command } from "./language/command.ts";
import type { Draw } from "./language/random.ts";
import type { Scene } from "./language/symbolicRun.ts";
import { clustersWithInstances, revisionForInstances } from "./pools/containerInstances.ts";
import { badDefinition, definition } from "./pools/definitions.ts";
import { familyNames } from "./pools/names.ts";
import { successor } from "./pools/successor.ts";
import { badTags } from "./pools/tags.ts";

export const RegisterTaskDefinition = command({
  operation: "RegisterTaskDefinition",
  group: "definitions",
  weight: 4,
  accepted(draw, scene) {
    const next = draw.chance(0.6) ? successor(draw, scene) : undefined;
    return next ?? definition(draw, draw.pick(familyNames), fargateShare(draw, scene));
  },
  refused(draw) {
    const family = draw.pick(familyNames);
    if (draw.chance(0.05)) return { ...definition(draw, family), tags: badTags(draw) };
    return badDefinition(draw, family);
  },
});

/** Where container instances wait for tasks, or the plan is about them, there is something to run on them. */
function fargateShare(draw: Draw, scene: Scene): number {
  if (clustersWithInstances(scene).length > 0 && revisionForInstances(draw, scene) === undefined) return 0.1;
  return scene.leaning === "instances" ? 0.4 : 0.8;
}
