import { command } from "./language/command.ts";
import { taggable, tagPatience, untaggable } from "./pools/tagged.ts";
import { tagKeys } from "./pools/tags.ts";

export const UntagResource = command({
  operation: "UntagResource",
  group: "tags",
  weight: 1,
  patience: tagPatience,
  accepted(random, run) {
    const resourceArn = taggable(random, run);
    return resourceArn && { resourceArn, tagKeys: tagKeys(random) };
  },
  refused: (random, run) => ({ resourceArn: untaggable(random, run), tagKeys: tagKeys(random) }),
});
