import { arn } from "../model/language/arn.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { instanceForm, instancesOf, isRegistered } from "./pools/containerInstances.ts";
import { activeClusters, badNames, clusterForm } from "./pools/names.ts";

export const DiscoverPollEndpoint = command({
  operation: "DiscoverPollEndpoint",
  group: "instances",
  weight: 0.25,
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const cluster = random.pick(live);
    const [instance] = instancesOf(cluster, isRegistered);
    return given({
      cluster: clusterForm(random, run, cluster.name),
      containerInstance: instance && random.maybe(0.5, () => instanceForm(random, run, instance)),
    });
  },
  refused: (random) => ({ cluster: random.pick([...badNames, arn("cluster", "c1/extra"), arn("service", "c1/s1")]) }),
});
