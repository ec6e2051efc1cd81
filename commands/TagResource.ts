import { command } from "./language/command.ts";
import { taggable, untaggable } from "./pools/tagged.ts";
import { badTags, tags } from "./pools/tags.ts";

export const TagResource = command({
  operation: "TagResource",
  group: "tags",
  weight: 1.4,
  accepted(draw, scene) {
    const resourceArn = taggable(draw, scene);
    return resourceArn && { resourceArn, tags: tags(draw) };
  },
  refused(draw, scene) {
    const resourceArn = taggable(draw, scene);
    if (resourceArn === undefined || draw.chance(0.6))
      return { resourceArn: untaggable(draw, scene), tags: tags(draw) };
    return { resourceArn, tags: draw.chance(0.2) ? tooMany : badTags(draw) };
  },
});

const tooMany = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: "" }));
