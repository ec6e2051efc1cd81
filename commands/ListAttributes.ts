import { attributeNames, attributeValues } from "./attributes.ts";
import { command } from "./command.ts";
import { given } from "./draw.ts";
import { activeClusters, clusterForm, lostCluster } from "./names.ts";

const targetType = "container-instance";

export const ListAttributes = command({
  operation: "ListAttributes",
  group: "tasks",
  weight: 0.6,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const attributeName = draw.maybe(0.5, () => draw.pick(attributeNames));
    return given({
      cluster: clusterForm(draw, scene, draw.pick(live).name),
      targetType,
      attributeName,
      attributeValue: attributeName && draw.maybe(0.5, () => draw.pick(attributeValues)),
      maxResults: draw.maybe(0.4, () => draw.pick([1, 2, 100])),
    });
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4)) return { cluster: lostCluster(draw, scene), targetType };
    return {
      cluster: live.name,
      targetType,
      ...draw.pick([{ attributeValue: "1" }, { maxResults: 0 }, { maxResults: 101 }]),
    };
  },
});
