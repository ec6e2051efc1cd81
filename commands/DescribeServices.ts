import { values } from "../model/language/persistentMap.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { activeClusters, clusterForm, ghost, lostCluster, serviceNames, unborn } from "./pools/names.ts";
import { lostService, serviceForm } from "./pools/services.ts";

export const DescribeServices = command({
  operation: "DescribeServices",
  group: "services",
  weight: 1,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const cluster = draw.pick(live);
    const names = draw.some([...values(cluster.services)], 0, 3).map((it) => serviceForm(draw, scene, { cluster, it }));
    const own = [...values(cluster.services)].map(({ name }) => name);
    const services = names.length === 0 || draw.chance(0.2) ? [...names, draw.pick(unborn(serviceNames, own))] : names;
    return given({
      cluster: clusterForm(draw, scene, cluster.name),
      services,
      include: draw.maybe(0.4, () => ["TAGS"]),
    });
  },
  refused(draw, scene) {
    const lost = lostService(draw, scene);
    if (lost !== undefined && draw.chance(0.4))
      return { cluster: lost.cluster ?? ghost, services: [lost.service ?? ghost] };
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4)) return { cluster: lostCluster(draw, scene), services: [ghost] };
    return draw.pick([
      { cluster: live.name, services: [] },
      { cluster: live.name, services: Array.from({ length: 11 }, (_, index) => `s${index}`) },
      { cluster: live.name, services: [ghost], include: ["EVENTS"] },
    ]);
  },
});
