import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { familyNames, neverCreated } from "./pools/names.ts";

export const ListTaskDefinitionFamilies = command({
  operation: "ListTaskDefinitionFamilies",
  group: "definitions",
  weight: 0.7,
  keeps: ["familyPrefix"],
  accepted(random) {
    if (random.chance(0.03)) return {};
    return given({
      familyPrefix: random.pick([...familyNames, neverCreated]),
      status: random.maybe(0.6, () => random.pick(["ACTIVE", "INACTIVE", "ALL"])),
      maxResults: random.maybe(0.4, () => random.pick([1, 100])),
    });
  },
  refused: (random) => ({
    familyPrefix: random.pick(familyNames),
    ...random.pick([{ maxResults: 0 }, { maxResults: 101 }, { status: "GONE" }, { nextToken: "no-token-of-yours" }]),
  }),
});
