import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { clusterForm } from "./pools/names.ts";
import { lostService, serviceForm, servicesIn } from "./pools/services.ts";

export const DeleteService = command({
  operation: "DeleteService",
  group: "services",
  weight: 1.6,
  accepted(draw, scene) {
    const known = servicesIn(scene);
    if (known.length === 0) return undefined;
    const service = draw.pick(known);
    return given({
      cluster: clusterForm(draw, scene, service.cluster.name),
      service: serviceForm(draw, scene, service),
      force: service.it.desiredCount > 0 || draw.chance(0.3) ? true : undefined,
    });
  },
  refused(draw, scene) {
    const scaled = servicesIn(scene, ({ status, desiredCount }) => status === "ACTIVE" && desiredCount > 0);
    if (scaled.length === 0 || draw.chance(0.3)) return lostService(draw, scene);
    const service = draw.pick(scaled);
    return given({
      cluster: clusterForm(draw, scene, service.cluster.name),
      service: serviceForm(draw, scene, service),
      force: draw.maybe(0.3, () => false),
    });
  },
});
