import { values } from "../model/language/persistentMap.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster, activeClusters, clusterForm, neverCreated, serviceNames, unusedNames } from "./pools/names.ts";
import { absentService, serviceForm, serviceFromElsewhere } from "./pools/services.ts";

export const DescribeServices = command({
  operation: "DescribeServices",
  group: "services",
  weight: 1,
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const cluster = random.pick(live);
    const names = random
      .some([...values(cluster.services)], 0, 3)
      .map((it) => serviceForm(random, run, { cluster, it }));
    const own = [...values(cluster.services)].map(({ name }) => name);
    const services =
      names.length === 0 || random.chance(0.2)
        ? [...names, serviceFromElsewhere(random, run, cluster) ?? random.pick(unusedNames(serviceNames, own))]
        : names;
    return given({
      cluster: clusterForm(random, run, cluster.name),
      services,
      include: random.maybe(0.4, () => ["TAGS"]),
    });
  },
  refused(random, run) {
    const lost = absentService(random, run);
    if (lost !== undefined && random.chance(0.4))
      return { cluster: lost.cluster ?? neverCreated, services: [lost.service ?? neverCreated] };
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4))
      return { cluster: absentCluster(random, run), services: [neverCreated] };
    return random.pick([
      { cluster: live.name, services: [] },
      { cluster: live.name, services: Array.from({ length: 11 }, (_, index) => `s${index}`) },
      { cluster: live.name, services: [neverCreated], include: ["EVENTS"] },
    ]);
  },
});
