import type { ContainerInstance } from "../model/language/state.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import {
  absentTarget,
  attributeNames,
  attributeValues,
  badAttribute,
  targetForm,
  targetsIn,
} from "./pools/attributes.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const PutAttributes = command({
  operation: "PutAttributes",
  group: "attributes",
  weight: 1.5,
  keeps: ["attributes"],
  accepted(random, run) {
    const targets = targetsIn(run);
    if (targets.length === 0) return undefined;
    const target = random.pick(targets);
    const form = targetForm(random, target);
    const names = random.chance(0.25) ? manyNames : random.some(attributeNames, 1, 3);
    const attributes = names.map((name) =>
      given({ name, value: random.maybe(0.9, () => random.pick(attributeValues)), ...form }),
    );
    return given({ cluster: clusterForm(random, run, target.cluster), attributes });
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    const target = targetsIn(run)[0];
    const full = targetsIn(run).find(({ instance }) => isFull(instance));
    const name = random.pick(attributeNames);
    if (target === undefined || random.chance(0.3)) {
      const cluster = live === undefined || random.chance(0.4) ? absentCluster(random, run) : live.name;
      return { cluster, attributes: [{ name, value: "1", ...absentTarget(live?.name ?? "c1") }] };
    }
    if (full !== undefined && random.chance(0.5))
      return { cluster: full.cluster, attributes: [{ name, value: "1", targetId: full.arn }] };
    const { cluster, arn } = target;
    const eleven = [...manyNames, name].map((each) => ({ name: each, value: "1", targetId: arn }));
    return random.pick<PlanInput>([
      { cluster, attributes: [{ ...badAttribute(random), targetId: arn }] },
      { cluster, attributes: [{ name, value: "1", targetId: { ...arn, as: "id" } }] },
      { cluster, attributes: eleven },
    ]);
  },
});

/** As many as an instance can have (row AT1). */
const manyNames = Array.from({ length: 10 }, (_, index) => `n${index}`);

const isFull = ({ attributes }: ContainerInstance): boolean =>
  attributes.filter(({ put }) => put === true).length >= manyNames.length;
