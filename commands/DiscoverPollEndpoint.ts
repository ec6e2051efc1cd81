import { arn } from "../model/language/arn.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { instanceForm, instancesOf, isRegistered } from "./pools/containerInstances.ts";
import { activeClusters, badNames, clusterForm } from "./pools/names.ts";

export const DiscoverPollEndpoint = command({
  operation: "DiscoverPollEndpoint",
  group: "instances",
  weight: 0.25,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const cluster = draw.pick(live);
    const [instance] = instancesOf(cluster, isRegistered);
    return given({
      cluster: clusterForm(draw, scene, cluster.name),
      containerInstance: instance && draw.maybe(0.5, () => instanceForm(draw, scene, instance)),
    });
  },
  refused: (draw) => ({ cluster: draw.pick([...badNames, arn("cluster", "c1/extra"), arn("service", "c1/s1")]) }),
});
