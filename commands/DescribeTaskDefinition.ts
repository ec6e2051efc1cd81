import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { badNames, familyNames } from "./pools/names.ts";
import { absentRevision, revisionForm, revisionsIn } from "./pools/revisions.ts";

export const DescribeTaskDefinition = command({
  operation: "DescribeTaskDefinition",
  group: "definitions",
  weight: 1.5,
  accepted(random, run) {
    const known = revisionsIn(run);
    if (known.length === 0) return undefined;
    const include = random.maybe(0.4, () => ["TAGS"]);
    if (random.chance(0.3)) return given({ taskDefinition: random.pick(familyNames), include });
    return given({ taskDefinition: revisionForm(random, run, random.pick(known)), include });
  },
  refused(random, run) {
    const [known] = revisionsIn(run);
    if (known !== undefined && random.chance(0.2))
      return { taskDefinition: revisionForm(random, run, known), include: ["EVERYTHING"] };
    if (random.chance(0.15)) return { taskDefinition: absentRevision(random, run), include: ["EVERYTHING"] };
    if (known !== undefined && random.chance(0.2)) return { taskDefinition: `${known.family}:x` };
    return { taskDefinition: random.chance(0.1) ? random.pick(badNames) : absentRevision(random, run) };
  },
});
