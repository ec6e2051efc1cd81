import { values } from "../model/language/persistentMap.ts";
import { command } from "./language/command.ts";
import { type Draw, given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import type { Scene } from "./language/symbolicRun.ts";
import { instanceForm, instancesIn } from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, familyNames, ghost, lostCluster } from "./pools/names.ts";
import { serviceForm, servicesIn } from "./pools/services.ts";

export const ListTasks = command({
  operation: "ListTasks",
  group: "tasks",
  weight: 3,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const services = servicesIn(scene, ({ status }) => status === "ACTIVE");
    const page = {
      maxResults: draw.maybe(0.3, () => draw.pick([1, 2, 100])),
      desiredStatus: draw.maybe(0.25, () => draw.pick(["RUNNING", "STOPPED", "PENDING"])),
    };
    // Only lists name the tasks that schedulers start: without them no other call can be about one.
    const wanting = services.filter(({ it }) => it.desiredCount > 0);
    if (services.length > 0 && draw.chance(0.6)) {
      const service = draw.pick(wanting.length > 0 && draw.chance(0.8) ? wanting : services);
      return given({
        cluster: clusterForm(draw, scene, service.cluster.name),
        serviceName: serviceForm(draw, scene, service),
        ...page,
      });
    }
    // A filter says something where it has something to leave out.
    const busy = live.filter(({ tasks }) => [...values(tasks)].some(({ stopping }) => !stopping));
    const cluster = clusterForm(draw, scene, draw.pick(busy.length > 0 && draw.chance(0.7) ? busy : live).name);
    return draw.weighted<PlanInput | undefined>([
      [2, given({ cluster, ...page })],
      [2, given({ cluster, family: draw.pick(familyNames), ...page })],
      [1, given({ cluster, startedBy: draw.pick(["me", "you"]) })],
      [1, onInstance(draw, scene)],
      [0.5, given({ cluster, launchType: draw.pick(["FARGATE", "EC2"]), ...page })],
    ]);
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4)) return { cluster: lostCluster(draw, scene) };
    return draw.pick([
      { cluster: live.name, serviceName: ghost },
      { cluster: live.name, maxResults: 0 },
      { cluster: live.name, maxResults: 101 },
      { cluster: live.name, desiredStatus: "DONE" },
    ]);
  },
});

/** The tasks on one container instance. */
function onInstance(draw: Draw, scene: Scene): PlanInput | undefined {
  const active = instancesIn(scene, ({ status }) => status === "ACTIVE");
  if (active.length === 0) return undefined;
  const chosen = draw.pick(active);
  const form = instanceForm(draw, scene, chosen);
  return form && { cluster: chosen.cluster.name, containerInstance: form };
}
