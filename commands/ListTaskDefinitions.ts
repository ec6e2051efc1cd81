import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { familyNames, ghost } from "./pools/names.ts";

export const ListTaskDefinitions = command({
  operation: "ListTaskDefinitions",
  group: "definitions",
  weight: 1,
  accepted(draw) {
    if (draw.chance(0.03)) return {};
    return given({
      familyPrefix: draw.pick([...familyNames, ...familyNames, ghost]),
      status: draw.maybe(0.5, () => draw.pick(["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"])),
      sort: draw.maybe(0.5, () => draw.pick(["ASC", "DESC"])),
      maxResults: draw.maybe(0.5, () => draw.pick([1, 2, 100])),
    });
  },
  refused: (draw) => ({
    familyPrefix: draw.pick(familyNames),
    ...draw.pick([
      { maxResults: 0 },
      { maxResults: 101 },
      { status: "GONE" },
      { sort: "SIDEWAYS" },
      { nextToken: "no-token-of-yours" },
    ]),
  }),
});
