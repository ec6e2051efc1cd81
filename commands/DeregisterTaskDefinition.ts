import { command } from "./language/command.ts";
import { exactForm, lostRevision, revisionsIn } from "./pools/revisions.ts";

export const DeregisterTaskDefinition = command({
  operation: "DeregisterTaskDefinition",
  group: "definitions",
  weight: 1.2,
  accepted(draw, scene) {
    const again = draw.chance(0.06);
    const known = revisionsIn(scene, ({ status }) => (again ? status === "INACTIVE" : status === "ACTIVE"));
    return known.length === 0 ? undefined : { taskDefinition: exactForm(draw, scene, draw.pick(known)) };
  },
  refused(draw, scene) {
    const [known] = revisionsIn(scene, ({ status }) => status === "ACTIVE");
    if (known !== undefined && draw.chance(0.4))
      return { taskDefinition: draw.pick([known.family, `${known.family}:x`]) };
    return { taskDefinition: lostRevision(draw, scene) };
  },
});
