import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { familyNames, ghost } from "./pools/names.ts";

export const ListTaskDefinitionFamilies = command({
  operation: "ListTaskDefinitionFamilies",
  group: "definitions",
  weight: 0.7,
  accepted(draw) {
    if (draw.chance(0.03)) return {};
    return given({
      familyPrefix: draw.pick([...familyNames, ghost]),
      status: draw.maybe(0.6, () => draw.pick(["ACTIVE", "INACTIVE", "ALL"])),
      maxResults: draw.maybe(0.4, () => draw.pick([1, 100])),
    });
  },
  refused: (draw) => ({
    familyPrefix: draw.pick(familyNames),
    ...draw.pick([{ maxResults: 0 }, { maxResults: 101 }, { status: "GONE" }, { nextToken: "no-token-of-yours" }]),
  }),
});
