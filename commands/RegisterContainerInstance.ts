import { command } from "./language/command.ts";
import { type Draw, given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import type { Scene } from "./language/symbolicRun.ts";
import {
  identity,
  instanceAttributes,
  instancesIn,
  instancesOf,
  isRegistered,
  resources,
  revisionForInstances,
} from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";
import { badTags, tags } from "./pools/tags.ts";

export const RegisterContainerInstance = command({
  operation: "RegisterContainerInstance",
  group: "instances",
  weight: 5,
  accepted(draw, scene) {
    // Where nothing can be run on it, an instance alone is seldom worth a call.
    const inVain = scene.leaning !== "instances" && revisionForInstances(draw, scene) === undefined;
    if (inVain && draw.chance(0.6)) return undefined;
    const again = draw.chance(0.1) ? registeredAgain(draw, scene) : undefined;
    if (again !== undefined) return again;
    const few = activeClusters(scene).filter((cluster) => instancesOf(cluster, isRegistered).length < mostInstances);
    if (few.length === 0) return undefined;
    return given({
      cluster: clusterForm(draw, scene, draw.pick(few).name),
      ...(draw.chance(0.9) ? identity(draw) : {}),
      totalResources: resources(draw),
      versionInfo: draw.maybe(0.6, () => versionInfo),
      attributes: draw.maybe(0.4, () => instanceAttributes(draw)),
      tags: draw.maybe(0.25, () => tags(draw)),
    });
  },
  refused(draw, scene) {
    if (instancesIn(scene, () => true).length === 0 && draw.chance(0.7)) return undefined;
    const sound: PlanInput = { ...identity(draw), totalResources: resources(draw) };
    const gone = instancesIn(scene, ({ status }) => status === "INACTIVE").flatMap(({ cluster, it }) => {
      const known = scene.arnOf("containerInstance", `${cluster.name}/${it.id}`);
      return known === undefined ? [] : [{ ...sound, cluster: cluster.name, containerInstanceArn: known }];
    });
    if (gone.length > 0 && draw.chance(0.6)) return draw.pick(gone);
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.6)) return { ...sound, cluster: lostCluster(draw, scene) };
    return { ...sound, cluster: live.name, tags: badTags(draw) };
  },
});

const mostInstances = 3;

const versionInfo: PlanInput = {
  agentVersion: "1.86.0",
  agentHash: "0a1b2c3d",
  dockerVersion: "DockerVersion: 25.0.3",
};

/** One that is ACTIVE, with what it has: its agent was restarted. */
function registeredAgain(draw: Draw, scene: Scene): PlanInput | undefined {
  const active = instancesIn(scene, ({ status, resources }) => status === "ACTIVE" && resources !== undefined);
  if (active.length === 0) return undefined;
  const { cluster, it } = draw.pick(active);
  const known = scene.arnOf("containerInstance", `${cluster.name}/${it.id}`);
  if (known === undefined || it.resources === undefined || it.ec2InstanceId === undefined) return undefined;
  const { cpu, memory, ports, udpPorts } = it.resources;
  return given({
    cluster: cluster.name,
    containerInstanceArn: known,
    instanceIdentityDocument: JSON.stringify({ version: "2017-09-30", instanceId: it.ec2InstanceId }),
    instanceIdentityDocumentSignature: "c2lnbmF0dXJl",
    totalResources: [
      { name: "CPU", type: "INTEGER", integerValue: cpu },
      { name: "MEMORY", type: "INTEGER", integerValue: memory },
      { name: "PORTS", type: "STRINGSET", stringSetValue: [...ports] },
      { name: "PORTS_UDP", type: "STRINGSET", stringSetValue: [...udpPorts] },
    ],
    versionInfo: it.versionInfo === undefined ? undefined : (it.versionInfo as PlanInput),
    attributes:
      it.attributes.length === 0
        ? undefined
        : it.attributes.map(({ name, value }) => given({ name, value }) as PlanInput),
  });
}
