import type { Service } from "../model/language/state.ts";
import { isFargate } from "../model/placement/placement.ts";
import { deploymentConfiguration } from "./CreateService.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { clusterForm } from "./pools/names.ts";
import { revisionForm, revisionsIn } from "./pools/revisions.ts";
import { successorOf } from "./pools/rollouts.ts";
import { desiredCount, lostService, network, publicNetwork, serviceForm, servicesIn } from "./pools/services.ts";

export const UpdateService = command({
  operation: "UpdateService",
  group: "services",
  weight: 5,
  accepted(draw, scene) {
    const live = servicesIn(scene, ({ status }) => status === "ACTIVE");
    if (live.length === 0) return undefined;
    const shielding = live.filter(({ it }) => it.shielded.length > 0);
    const behind = live.filter(({ it }) => successorOf(it, revisionsIn(scene)) !== undefined);
    const service = draw.pick(
      shielding.length > 0 && draw.chance(0.85) ? shielding : behind.length > 0 && draw.chance(0.6) ? behind : live,
    );
    // What its task sets run is not for the service to change.
    if (service.it.controller === "EXTERNAL")
      return given({
        cluster: clusterForm(draw, scene, service.cluster.name),
        service: serviceForm(draw, scene, service),
        desiredCount: desiredCount(draw),
      });
    const fargate = service.it.launchType === "FARGATE" || service.it.capacityProviderStrategy.length > 0;
    const fitting = revisionsIn(
      scene,
      ({ status, definition }) => status === "ACTIVE" && isFargate(definition) === fargate && fitsNetwork(definition),
    );
    const next = successorOf(service.it, fitting);
    // What protection is for shows in a scale-in and in a rollout (row TK15).
    const shielded = service.it.shielded.length > 0;
    const change = draw.weighted([
      [shielded ? 14 : 5, "count"],
      [next === undefined ? 4 : 12, "definition"],
      [shielded ? 4 : 1.5, "force"],
      [1, "bounds"],
      [0.7, "flags"],
      [fargate && service.it.networkConfiguration !== undefined ? 0.7 : 0, "network"],
    ] as const);
    const counted = change === "count" || draw.chance(0.2);
    return given({
      cluster: clusterForm(draw, scene, service.cluster.name),
      service: serviceForm(draw, scene, service),
      desiredCount: counted ? (shielded && draw.chance(0.7) ? 0 : desiredCount(draw)) : undefined,
      taskDefinition:
        change === "definition" && fitting.length > 0
          ? revisionForm(draw, scene, next !== undefined && draw.chance(0.7) ? next : draw.pick(fitting))
          : undefined,
      forceNewDeployment: change === "force" ? true : undefined,
      deploymentConfiguration: change === "bounds" ? deploymentConfiguration(draw) : undefined,
      networkConfiguration: change === "network" ? otherNetwork(service.it) : undefined,
      enableExecuteCommand: change === "flags" ? draw.chance(0.5) : undefined,
      propagateTags:
        change === "flags" && draw.chance(0.5) ? draw.pick(["SERVICE", "TASK_DEFINITION", "NONE"]) : undefined,
    });

    function fitsNetwork({ networkMode }: { networkMode?: string | undefined }): boolean {
      return (networkMode === "awsvpc") === (service.it.networkConfiguration !== undefined);
    }
  },
  refused(draw, scene) {
    const gone = servicesIn(scene, ({ status }) => status !== "ACTIVE");
    const live = servicesIn(scene, ({ status }) => status === "ACTIVE");
    if (gone.length > 0 && draw.chance(0.4)) {
      const service = draw.pick(gone);
      return { cluster: service.cluster.name, service: serviceForm(draw, scene, service), desiredCount: 1 };
    }
    if (live.length > 0 && draw.chance(0.6)) {
      const service = draw.pick(live);
      const [capacityProvider] = service.cluster.capacityProviders;
      const base = { cluster: service.cluster.name, service: serviceForm(draw, scene, service) };
      return draw.pick<PlanInput | undefined>([
        { ...base, desiredCount: -1 },
        { ...base, taskDefinition: "ghost:1" },
        { ...base, desiredCount: 3, taskDefinition: "ghost" },
        capacityProvider === undefined
          ? undefined
          : { ...base, capacityProviderStrategy: [{ capacityProvider, weight: 2 }] },
      ]);
    }
    const lost = lostService(draw, scene);
    return lost && { ...lost, desiredCount: draw.whole(0, 3) };
  },
});

/** With a public address where it has none, and without where it has one. */
const otherNetwork = ({ networkConfiguration }: Service): PlanInput =>
  networkConfiguration?.awsvpcConfiguration?.assignPublicIp === "ENABLED" ? network : publicNetwork;
