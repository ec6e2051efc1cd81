import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import {
  attributeNames,
  attributeValues,
  badAttribute,
  lostTarget,
  targetForm,
  targetsIn,
} from "./pools/attributes.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

export const PutAttributes = command({
  operation: "PutAttributes",
  group: "attributes",
  weight: 1.5,
  accepted(draw, scene) {
    const targets = targetsIn(scene);
    if (targets.length === 0) return undefined;
    const target = draw.pick(targets);
    const form = targetForm(draw, target);
    const attributes = draw
      .some(attributeNames, 1, 3)
      .map((name) => given({ name, value: draw.maybe(0.9, () => draw.pick(attributeValues)), ...form }));
    return given({ cluster: clusterForm(draw, scene, target.cluster), attributes });
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    const target = targetsIn(scene)[0];
    const name = draw.pick(attributeNames);
    if (target === undefined || draw.chance(0.3)) {
      const cluster = live === undefined || draw.chance(0.4) ? lostCluster(draw, scene) : live.name;
      return { cluster, attributes: [{ name, value: "1", ...lostTarget(live?.name ?? "c1") }] };
    }
    const { cluster, arn } = target;
    const eleven = Array.from({ length: 11 }, (_, index) => ({ name: `n${index}`, value: "1", targetId: arn }));
    return draw.pick<PlanInput>([
      { cluster, attributes: [{ ...badAttribute(draw), targetId: arn }] },
      { cluster, attributes: [{ name, value: "1", targetId: { ...arn, as: "id" } }] },
      { cluster, attributes: eleven },
    ]);
  },
});
