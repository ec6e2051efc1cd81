import { command } from "./language/command.ts";
import { taggable, tagPatience, untaggable } from "./pools/tagged.ts";

export const ListTagsForResource = command({
  operation: "ListTagsForResource",
  group: "tags",
  weight: 0.8,
  patience: tagPatience,
  accepted(random, run) {
    const resourceArn = taggable(random, run);
    return resourceArn && { resourceArn };
  },
  refused: (random, run) => ({ resourceArn: untaggable(random, run) }),
});
