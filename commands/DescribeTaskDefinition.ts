import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { badNames, familyNames } from "./pools/names.ts";
import { lostRevision, revisionForm, revisionsIn } from "./pools/revisions.ts";

export const DescribeTaskDefinition = command({
  operation: "DescribeTaskDefinition",
  group: "definitions",
  weight: 1.5,
  accepted(draw, scene) {
    const known = revisionsIn(scene);
    if (known.length === 0) return undefined;
    const include = draw.maybe(0.4, () => ["TAGS"]);
    if (draw.chance(0.3)) return given({ taskDefinition: draw.pick(familyNames), include });
    return given({ taskDefinition: revisionForm(draw, scene, draw.pick(known)), include });
  },
  refused(draw, scene) {
    const [known] = revisionsIn(scene);
    if (known !== undefined && draw.chance(0.2))
      return { taskDefinition: revisionForm(draw, scene, known), include: ["EVERYTHING"] };
    return { taskDefinition: draw.chance(0.1) ? draw.pick(badNames) : lostRevision(draw, scene) };
  },
});
