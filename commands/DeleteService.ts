import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { clusterForm } from "./pools/names.ts";
import { absentService, serviceForm, servicesIn } from "./pools/services.ts";

export const DeleteService = command({
  operation: "DeleteService",
  group: "services",
  weight: 1.6,
  patience: () => 0.15,
  accepted(random, run) {
    const known = servicesIn(run);
    if (known.length === 0) return undefined;
    const service = random.pick(known);
    return given({
      cluster: clusterForm(random, run, service.cluster.name),
      service: serviceForm(random, run, service),
      force: service.it.desiredCount > 0 || random.chance(0.3) ? true : undefined,
    });
  },
  refused(random, run) {
    const scaled = servicesIn(run, ({ status, desiredCount }) => status === "ACTIVE" && desiredCount > 0);
    if (scaled.length === 0 || random.chance(0.3)) return absentService(random, run);
    const service = random.pick(scaled);
    return given({
      cluster: clusterForm(random, run, service.cluster.name),
      service: serviceForm(random, run, service),
      force: random.maybe(0.3, () => false),
    });
  },
});
