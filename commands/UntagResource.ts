import { command } from "./language/command.ts";
import { taggable, untaggable } from "./pools/tagged.ts";
import { tagKeys } from "./pools/tags.ts";

export const UntagResource = command({
  operation: "UntagResource",
  group: "tags",
  weight: 1,
  accepted(random, run) {
    const resourceArn = taggable(random, run);
    return resourceArn && { resourceArn, tagKeys: tagKeys(random) };
  },
  refused: (random, run) => ({ resourceArn: untaggable(random, run), tagKeys: tagKeys(random) }),
});
