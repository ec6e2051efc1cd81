import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster, clusterForm } from "./pools/names.ts";
import { deployingServices } from "./pools/serviceDeployments.ts";
import { absentService, serviceForm, servicesIn } from "./pools/services.ts";

/** Epoch seconds before and after everything that a run creates. */
const [longAgo, farAhead] = [1, 4_000_000_000];

export const ListServiceDeployments = command({
  operation: "ListServiceDeployments",
  group: "deployments",
  weight: 3,
  accepted(random, run) {
    const homes = deployingServices(run);
    if (homes.length === 0) return undefined;
    const home = random.pick(homes);
    return given({
      cluster: clusterForm(random, run, home.cluster.name),
      service: serviceForm(random, run, home),
      status: random.maybe(0.25, () => random.some(["PENDING", "IN_PROGRESS", "SUCCESSFUL", "STOPPED"], 1, 2)),
      createdAt: random.maybe(0.15, () =>
        random.pick([{ after: longAgo }, { before: farAhead }, { before: longAgo }, { after: farAhead }]),
      ),
      maxResults: random.maybe(0.4, () => random.pick([1, 2, 100])),
    });
  },
  refused(random, run) {
    const homes = deployingServices(run);
    const [ended] = servicesIn(run, ({ status, controller }) => status !== "ACTIVE" || controller !== "ECS");
    if (ended !== undefined && random.chance(0.3))
      return { cluster: ended.cluster.name, service: serviceForm(random, run, ended) };
    if (homes.length > 0 && random.chance(0.5)) {
      const home = random.pick(homes);
      const sound = { cluster: home.cluster.name, service: home.it.name };
      return random.pick([
        { ...sound, maxResults: 0 },
        { ...sound, maxResults: 101 },
        { ...sound, status: ["DONE"] },
      ]);
    }
    if (homes.length === 0 && random.chance(0.7)) return undefined;
    const lost = absentService(random, run);
    return lost !== undefined && random.chance(0.6) ? lost : { cluster: absentCluster(random, run), service: "s1" };
  },
});
