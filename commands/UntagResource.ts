import { command } from "./command.ts";
import { taggable, untaggable } from "./tagged.ts";
import { tagKeys } from "./tags.ts";

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
