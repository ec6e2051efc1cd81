import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { clusterForm, lostCluster } from "./pools/names.ts";
import { deployingServices } from "./pools/serviceDeployments.ts";
import { lostService, serviceForm } from "./pools/services.ts";

/** Epoch seconds before and behind all that a run makes. */
const [longAgo, farAhead] = [1, 4_000_000_000];

export const ListServiceDeployments = command({
  operation: "ListServiceDeployments",
  group: "deployments",
  weight: 3,
  accepted(draw, scene) {
    const homes = deployingServices(scene);
    if (homes.length === 0) return undefined;
    const home = draw.pick(homes);
    return given({
      cluster: clusterForm(draw, scene, home.cluster.name),
      service: serviceForm(draw, scene, home),
      status: draw.maybe(0.25, () => draw.some(["PENDING", "IN_PROGRESS", "SUCCESSFUL", "STOPPED"], 1, 2)),
      createdAt: draw.maybe(0.15, () =>
        draw.pick([{ after: longAgo }, { before: farAhead }, { before: longAgo }, { after: farAhead }]),
      ),
      maxResults: draw.maybe(0.4, () => draw.pick([1, 2, 100])),
    });
  },
  refused(draw, scene) {
    const homes = deployingServices(scene);
    if (homes.length > 0 && draw.chance(0.5)) {
      const home = draw.pick(homes);
      const sound = { cluster: home.cluster.name, service: home.it.name };
      return draw.pick([
        { ...sound, maxResults: 0 },
        { ...sound, maxResults: 101 },
        { ...sound, status: ["DONE"] },
      ]);
    }
    if (homes.length === 0 && draw.chance(0.7)) return undefined;
    const lost = lostService(draw, scene);
    return lost !== undefined && draw.chance(0.6) ? lost : { cluster: lostCluster(draw, scene), service: "s1" };
  },
});
