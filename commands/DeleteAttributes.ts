import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { attributeNames, badAttribute, lostTarget, targetForm, targetsIn } from "./pools/attributes.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

export const DeleteAttributes = command({
  operation: "DeleteAttributes",
  group: "attributes",
  weight: 1.2,
  accepted(draw, scene) {
    const targets = targetsIn(scene).filter(({ instance }) => instance.attributes.length > 0);
    if (targets.length === 0) return undefined;
    const target = draw.pick(targets);
    const form = targetForm(draw, target);
    const attributes = draw.some(target.instance.attributes, 1, 2).map(({ name, value }) => ({
      name,
      ...given({ value: draw.maybe(0.3, () => value) }),
      ...form,
    }));
    return given({ cluster: clusterForm(draw, scene, target.cluster), attributes });
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    const target = targetsIn(scene)[0];
    if (target !== undefined && draw.chance(0.4))
      return { cluster: target.cluster, attributes: [{ ...badAttribute(draw), targetId: target.arn }] };
    const cluster = live === undefined || draw.chance(0.4) ? lostCluster(draw, scene) : live.name;
    return { cluster, attributes: [{ name: draw.pick(attributeNames), ...lostTarget(live?.name ?? "c1") }] };
  },
});
