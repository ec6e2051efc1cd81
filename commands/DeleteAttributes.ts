import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentTarget, attributeNames, badAttribute, targetForm, targetsIn } from "./pools/attributes.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const DeleteAttributes = command({
  operation: "DeleteAttributes",
  group: "attributes",
  weight: 1.2,
  keeps: ["attributes"],
  accepted(random, run) {
    const targets = targetsIn(run).filter(({ instance }) => instance.attributes.length > 0);
    if (targets.length === 0) return undefined;
    const target = random.pick(targets);
    const form = targetForm(random, target);
    const attributes = random.some(target.instance.attributes, 1, 2).map(({ name, value }) => ({
      name,
      ...given({ value: random.maybe(0.3, () => value) }),
      ...form,
    }));
    return given({ cluster: clusterForm(random, run, target.cluster), attributes });
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    const target = targetsIn(run)[0];
    if (target !== undefined && random.chance(0.4))
      return { cluster: target.cluster, attributes: [{ ...badAttribute(random), targetId: target.arn }] };
    const cluster = live === undefined || random.chance(0.4) ? absentCluster(random, run) : live.name;
    return { cluster, attributes: [{ name: random.pick(attributeNames), ...absentTarget(live?.name ?? "c1") }] };
  },
});
