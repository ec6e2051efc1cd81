import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { familyNames, neverCreated } from "./pools/names.ts";

export const ListTaskDefinitions = command({
  operation: "ListTaskDefinitions",
  group: "definitions",
  weight: 1,
  keeps: ["familyPrefix"],
  accepted(random) {
    if (random.chance(0.03)) return {};
    return given({
      familyPrefix: random.pick([...familyNames, ...familyNames, neverCreated]),
      status: random.maybe(0.5, () => random.pick(["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"])),
      sort: random.maybe(0.5, () => random.pick(["ASC", "DESC"])),
      maxResults: random.maybe(0.5, () => random.pick([1, 2, 100])),
    });
  },
  refused: (random) => ({
    familyPrefix: random.pick(familyNames),
    ...random.pick([
      { maxResults: 0 },
      { maxResults: 101 },
      { status: "GONE" },
      { sort: "SIDEWAYS" },
      { nextToken: "no-token-of-yours" },
    ]),
  }),
});
