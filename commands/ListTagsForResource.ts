import { command } from "./language/command.ts";
import { taggable, untaggable } from "./pools/tagged.ts";

export const ListTagsForResource = command({
  operation: "ListTagsForResource",
  group: "tags",
  weight: 0.8,
  accepted(draw, scene) {
    const resourceArn = taggable(draw, scene);
    return resourceArn && { resourceArn };
  },
  refused: (draw, scene) => ({ resourceArn: untaggable(draw, scene) }),
});
