import { command } from "./language/command.ts";
import { taggable, untaggable } from "./pools/tagged.ts";
import { badTags, tags, valueless } from "./pools/tags.ts";

export const TagResource = command({
  operation: "TagResource",
  group: "tags",
  weight: 1.4,
  accepted(random, run) {
    const resourceArn = taggable(random, run);
    return resourceArn && { resourceArn, tags: tags(random) };
  },
  refused(random, run) {
    const resourceArn = taggable(random, run);
    if (resourceArn === undefined || random.chance(0.6))
      return { resourceArn: untaggable(random, run), tags: tags(random) };
    const faults = random.weighted([
      [1, () => tooMany],
      [2, badTags],
      [1, valueless],
    ]);
    return { resourceArn, tags: faults(random) };
  },
});

const tooMany = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: "" }));
