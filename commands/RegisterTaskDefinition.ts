import { command } from "./command.ts";
import { badDefinition, definition } from "./definitions.ts";
import { familyNames } from "./names.ts";
import { successor } from "./successor.ts";
import { badTags } from "./tags.ts";

export const RegisterTaskDefinition = command({
  operation: "RegisterTaskDefinition",
  group: "definitions",
  weight: 4,
  accepted: (draw, scene) =>
    (draw.chance(0.6) ? successor(draw, scene) : undefined) ?? definition(draw, draw.pick(familyNames)),
  refused(draw) {
    const family = draw.pick(familyNames);
    if (draw.chance(0.05)) return { ...definition(draw, family), tags: badTags(draw) };
    return badDefinition(draw, family);
  },
});
