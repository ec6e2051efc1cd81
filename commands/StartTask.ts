import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { type PlanInput, type PlanValue, without } from "./language/reference.ts";
import {
  clustersWithInstances,
  instanceForm,
  instancesOf,
  isRegistered,
  revisionForInstances,
  unknownInstances,
} from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";
import { longOverrides } from "./pools/overrides.ts";
import { revisionForm } from "./pools/revisions.ts";
import { network } from "./pools/services.ts";
import { badTags, labels } from "./pools/tags.ts";

export const StartTask = command({
  operation: "StartTask",
  group: "instances",
  weight: 3.5,
  keeps: ["networkConfiguration"],
  accepted(random, run) {
    const chosen = revisionForInstances(random, run);
    const held = clustersWithInstances(run);
    if (chosen === undefined || (held.length === 0 && !random.chance(0.1))) return undefined;
    const pool = held.length > 0 ? held : activeClusters(run);
    if (pool.length === 0) return undefined;
    const cluster = random.pick(pool);
    const named = random
      .some(instancesOf(cluster, random.chance(0.8) ? isRegistered : () => true), 1, random.chance(0.75) ? 1 : 3)
      .flatMap((instance) => instanceForm(random, run, instance) ?? []);
    const containerInstances: PlanValue[] =
      named.length === 0 || random.chance(0.1) ? [...named, unknownInstances[0]] : named;
    return given({
      cluster: clusterForm(random, run, cluster.name),
      containerInstances,
      taskDefinition: revisionForm(random, run, chosen),
      ...(chosen.definition.networkMode === "awsvpc" ? { networkConfiguration: network } : {}),
      startedBy: random.maybe(0.3, () => random.pick(["me", "you"])),
      group: random.maybe(0.15, () => "batch"),
      ...labels(random),
    });
  },
  refused(random, run) {
    const chosen = revisionForInstances(random, run);
    const held = clustersWithInstances(run);
    const pool = held.length > 0 ? held : activeClusters(run);
    if (chosen === undefined || pool.length === 0) return undefined;
    const cluster = random.pick(pool);
    const [instance] = instancesOf(cluster, ({ status }) => status === "ACTIVE");
    const sound: PlanInput = {
      cluster: cluster.name,
      containerInstances: [(instance && instanceForm(random, run, instance)) ?? unknownInstances[0]],
      taskDefinition: revisionForm(random, run, chosen),
      ...(chosen.definition.networkMode === "awsvpc" ? { networkConfiguration: network } : {}),
    };
    return random.weighted<PlanInput>([
      [2, { ...sound, cluster: absentCluster(random, run), containerInstances: [unknownInstances[0]] }],
      [2, { ...sound, taskDefinition: random.pick(["ghost", "ghost:1", `${chosen.family}:999`]) }],
      [1, { ...sound, containerInstances: [] }],
      [1, { ...sound, tags: badTags(random) }],
      [1, { ...sound, startedBy: "x".repeat(129) }],
      [1, { ...sound, overrides: { containerOverrides: [{ name: "nobody", command: ["true"] }] } }],
      [1, { ...sound, overrides: longOverrides(chosen.definition) }],
      [
        1,
        chosen.definition.networkMode === "awsvpc"
          ? without(sound, "networkConfiguration")
          : { ...sound, networkConfiguration: network },
      ],
    ]);
  },
});
