import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { attributeNames, attributeValues, targetsIn } from "./pools/attributes.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

const targetType = "container-instance";

export const ListAttributes = command({
  operation: "ListAttributes",
  group: "attributes",
  weight: 0.6,
  keeps: ["targetType"],
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const targets = targetsIn(run).filter(({ instance }) => instance.attributes.length > 0);
    const target = targets.length > 0 && random.chance(0.8) ? random.pick(targets) : undefined;
    const known = target?.instance.attributes.map(({ name }) => name) ?? [];
    const attributeName = random.maybe(0.6, () => random.pick(known.length > 0 ? known : attributeNames));
    return given({
      cluster: clusterForm(random, run, target?.cluster ?? random.pick(live).name),
      targetType,
      attributeName,
      attributeValue: attributeName && random.maybe(0.6, () => random.pick(attributeValues)),
      maxResults: random.maybe(0.4, () => random.pick([1, 2, 100])),
    });
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4)) return { cluster: absentCluster(random, run), targetType };
    return {
      cluster: live.name,
      targetType,
      ...random.pick([{ attributeValue: "1" }, { maxResults: 0 }, { maxResults: 101 }]),
    };
  },
});
