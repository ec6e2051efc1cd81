import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { attributeNames, attributeValues, targetsIn } from "./pools/attributes.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

const targetType = "container-instance";

export const ListAttributes = command({
  operation: "ListAttributes",
  group: "attributes",
  weight: 0.6,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const targets = targetsIn(scene).filter(({ instance }) => instance.attributes.length > 0);
    const target = targets.length > 0 && draw.chance(0.8) ? draw.pick(targets) : undefined;
    const known = target?.instance.attributes.map(({ name }) => name) ?? [];
    const attributeName = draw.maybe(0.6, () => draw.pick(known.length > 0 ? known : attributeNames));
    return given({
      cluster: clusterForm(draw, scene, target?.cluster ?? draw.pick(live).name),
      targetType,
      attributeName,
      attributeValue: attributeName && draw.maybe(0.6, () => draw.pick(attributeValues)),
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
