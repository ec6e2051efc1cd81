import { command } from "./language/command.ts";
import { given, type Random } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import {
  identity,
  instanceAttributes,
  instancesIn,
  instancesOf,
  isRegistered,
  resources,
  revisionForInstances,
} from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";
import { badTags, tags } from "./pools/tags.ts";

export const RegisterContainerInstance = command({
  operation: "RegisterContainerInstance",
  group: "instances",
  weight: 5,
  keeps: ["totalResources", "instanceIdentityDocument", "containerInstanceArn"],
  accepted(random, run) {
    // A container instance on which nothing can run is rarely worth a call.
    const inVain = run.focus !== "instances" && revisionForInstances(random, run) === undefined;
    if (inVain && random.chance(0.6)) return undefined;
    const again = random.chance(0.1) ? registeredAgain(random, run) : undefined;
    if (again !== undefined) return again;
    const few = activeClusters(run).filter((cluster) => instancesOf(cluster, isRegistered).length < mostInstances);
    if (few.length === 0) return undefined;
    return given({
      cluster: clusterForm(random, run, random.pick(few).name),
      ...(random.chance(0.9) ? identity(random) : {}),
      totalResources: resources(random),
      versionInfo: random.maybe(0.6, () => versionInfo),
      attributes: random.maybe(0.4, () => instanceAttributes(random)),
      tags: random.maybe(0.25, () => tags(random)),
    });
  },
  refused(random, run) {
    if (instancesIn(run, () => true).length === 0 && random.chance(0.7)) return undefined;
    const sound: PlanInput = { ...identity(random), totalResources: resources(random) };
    const gone = instancesIn(run, ({ status }) => status === "INACTIVE").flatMap(({ cluster, it }) => {
      const known = run.arnOf("containerInstance", `${cluster.name}/${it.id}`);
      return known === undefined ? [] : [{ ...sound, cluster: cluster.name, containerInstanceArn: known }];
    });
    if (gone.length > 0 && random.chance(0.6)) return random.pick(gone);
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.6)) return { ...sound, cluster: absentCluster(random, run) };
    return { ...sound, cluster: live.name, tags: badTags(random) };
  },
});

const mostInstances = 3;

const versionInfo: PlanInput = {
  agentVersion: "1.86.0",
  agentHash: "0a1b2c3d",
  dockerVersion: "DockerVersion: 25.0.3",
};

/** An ACTIVE instance with the same resources: its agent was restarted. */
function registeredAgain(random: Random, run: SymbolicRun): PlanInput | undefined {
  const active = instancesIn(run, ({ status, resources }) => status === "ACTIVE" && resources !== undefined);
  if (active.length === 0) return undefined;
  const { cluster, it } = random.pick(active);
  const known = run.arnOf("containerInstance", `${cluster.name}/${it.id}`);
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
