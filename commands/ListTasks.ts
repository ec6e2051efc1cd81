import { values } from "../model/language/persistentMap.ts";
import type { Cluster } from "../model/language/state.ts";
import { command } from "./language/command.ts";
import { given, type Random } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import { instanceForm, instancesIn } from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm, familyNames, neverCreated } from "./pools/names.ts";
import { serviceForm, servicesIn } from "./pools/services.ts";

export const ListTasks = command({
  operation: "ListTasks",
  group: "tasks",
  weight: 3,
  // Only lists show the ids of services' tasks, and only of those that were started.
  patience: ({ focus }) => (focus === "protection" ? 0.8 : 0.06),
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const services = servicesIn(run, ({ status }) => status === "ACTIVE");
    const page = {
      maxResults: random.maybe(0.3, () => random.pick([1, 2, 100])),
      desiredStatus: random.maybe(0.25, () => random.pick(["RUNNING", "STOPPED", "PENDING"])),
    };
    // Only lists show the ids of the tasks that schedulers start: without them no other call can name one.
    const wanting = services.filter(({ it }) => it.desiredCount > 0);
    if (services.length > 0 && random.chance(0.6)) {
      const service = random.pick(wanting.length > 0 && random.chance(0.8) ? wanting : services);
      return given({
        cluster: clusterForm(random, run, service.cluster.name),
        serviceName: serviceForm(random, run, service),
        ...page,
      });
    }
    // A filter is only tested when there is something to leave out.
    const busy = live.filter(({ tasks }) => [...values(tasks)].some(({ stopping }) => !stopping));
    const home = random.pick(busy.length > 0 && random.chance(0.7) ? busy : live);
    const cluster = clusterForm(random, run, home.name);
    const families = familiesOf(home);
    return random.weighted<PlanInput | undefined>([
      [2, given({ cluster, ...page })],
      [2, given({ cluster, family: random.pick(familyNames), ...page })],
      [
        families.length > 1 ? 3 : 0,
        given({
          cluster,
          family: random.pick(families.length > 0 ? families : familyNames),
          desiredStatus: random.pick(["RUNNING", "STOPPED"]),
        }),
      ],
      [1, given({ cluster, startedBy: random.pick(["me", "you"]), ...page })],
      [1, onInstance(random, run)],
      [0.5, given({ cluster, launchType: random.pick(["FARGATE", "EC2"]), ...page })],
    ]);
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4)) return { cluster: absentCluster(random, run) };
    return random.pick([
      { cluster: live.name, serviceName: neverCreated },
      { cluster: live.name, maxResults: 0 },
      { cluster: live.name, maxResults: 101 },
      { cluster: live.name, desiredStatus: "DONE" },
    ]);
  },
});

/** The families whose tasks are in the cluster. */
const familiesOf = ({ tasks }: Cluster): string[] => [
  ...new Set([...values(tasks)].map(({ taskDefinition }) => taskDefinition.replace(/:.*/, ""))),
];

/** The tasks on one container instance. */
function onInstance(random: Random, run: SymbolicRun): PlanInput | undefined {
  const active = instancesIn(run, ({ status }) => status === "ACTIVE");
  if (active.length === 0) return undefined;
  const chosen = random.pick(active);
  const form = instanceForm(random, run, chosen);
  return form && { cluster: chosen.cluster.name, containerInstance: form };
}
