import { command } from "./language/command.ts";
import { taggable, untaggable } from "./pools/tagged.ts";
import { tagKeys } from "./pools/tags.ts";

export const UntagResource = command({
  operation: "UntagResource",
  group: "tags",
  weight: 1,
  accepted(draw, scene) {
    const resourceArn = taggable(draw, scene);
    return resourceArn && { resourceArn, tagKeys: tagKeys(draw) };
  },
  refused: (draw, scene) => ({ resourceArn: untaggable(draw, scene), tagKeys: tagKeys(draw) }),
});
