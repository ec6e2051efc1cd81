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
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";
import { revisionForm } from "./pools/revisions.ts";
import { network } from "./pools/services.ts";
import { badTags, tags } from "./pools/tags.ts";

export const StartTask = command({
  operation: "StartTask",
  group: "instances",
  weight: 3.5,
  accepted(draw, scene) {
    const chosen = revisionForInstances(draw, scene);
    const held = clustersWithInstances(scene);
    if (chosen === undefined || (held.length === 0 && !draw.chance(0.1))) return undefined;
    const pool = held.length > 0 ? held : activeClusters(scene);
    if (pool.length === 0) return undefined;
    const cluster = draw.pick(pool);
    const named = draw
      .some(instancesOf(cluster, draw.chance(0.8) ? isRegistered : () => true), 1, draw.chance(0.75) ? 1 : 3)
      .flatMap((instance) => instanceForm(draw, scene, instance) ?? []);
    const containerInstances: PlanValue[] =
      named.length === 0 || draw.chance(0.1) ? [...named, unknownInstances[0]] : named;
    return given({
      cluster: clusterForm(draw, scene, cluster.name),
      containerInstances,
      taskDefinition: revisionForm(draw, scene, chosen),
      ...(chosen.definition.networkMode === "awsvpc" ? { networkConfiguration: network } : {}),
      startedBy: draw.maybe(0.3, () => draw.pick(["me", "you"])),
      group: draw.maybe(0.15, () => "batch"),
      tags: draw.maybe(0.2, () => tags(draw)),
    });
  },
  refused(draw, scene) {
    const chosen = revisionForInstances(draw, scene);
    const held = clustersWithInstances(scene);
    const pool = held.length > 0 ? held : activeClusters(scene);
    if (chosen === undefined || pool.length === 0) return undefined;
    const cluster = draw.pick(pool);
    const [instance] = instancesOf(cluster, ({ status }) => status === "ACTIVE");
    const sound: PlanInput = {
      cluster: cluster.name,
      containerInstances: [(instance && instanceForm(draw, scene, instance)) ?? unknownInstances[0]],
      taskDefinition: revisionForm(draw, scene, chosen),
      ...(chosen.definition.networkMode === "awsvpc" ? { networkConfiguration: network } : {}),
    };
    return draw.weighted<PlanInput>([
      [2, { ...sound, cluster: lostCluster(draw, scene), containerInstances: [unknownInstances[0]] }],
      [2, { ...sound, taskDefinition: draw.pick(["ghost", "ghost:1", `${chosen.family}:999`]) }],
      [1, { ...sound, containerInstances: [] }],
      [1, { ...sound, tags: badTags(draw) }],
      [1, { ...sound, startedBy: "x".repeat(129) }],
      [1, { ...sound, overrides: { containerOverrides: [{ name: "nobody", command: ["true"] }] } }],
      [
        1,
        chosen.definition.networkMode === "awsvpc"
          ? without(sound, "networkConfiguration")
          : { ...sound, networkConfiguration: network },
      ],
    ]);
  },
});
