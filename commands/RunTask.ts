import { isFargate } from "../model/placement/placement.ts";
import { placement, revision } from "./CreateService.ts";
import { command } from "./language/command.ts";
import { type Draw, given } from "./language/random.ts";
import { type PlanInput, without } from "./language/reference.ts";
import type { Scene } from "./language/symbolicRun.ts";
import { givenProviders } from "./pools/capacityProviders.ts";
import { clustersWithInstances, instancesOf, isRegistered, revisionForInstances } from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";
import { revisionForm } from "./pools/revisions.ts";
import { network } from "./pools/services.ts";
import { badTags, tags } from "./pools/tags.ts";

const starters = ["me", "you", "ci/7"] as const;

export const RunTask = command({
  operation: "RunTask",
  group: "tasks",
  weight: 4,
  refusalWeight: 6,
  accepted(draw, scene) {
    const onInstances = draw.chance(0.7) ? runOnInstances(draw, scene) : undefined;
    if (onInstances !== undefined) return onInstances;
    const chosen = revision(draw, scene, 0.5);
    const live = activeClusters(scene);
    if (chosen === undefined || live.length === 0 || !isFargate(chosen.definition)) return undefined;
    const cluster = draw.pick(live).name;
    const { containerDefinitions = [] } = chosen.definition;
    const container = containerDefinitions[0]?.name ?? "";
    // Among several containers an override must find its own.
    const overriding = containerDefinitions.length > 1 ? 0.5 : 0.2;
    return given({
      cluster: clusterForm(draw, scene, cluster),
      taskDefinition: revisionForm(draw, scene, chosen),
      count: draw.maybe(0.4, () =>
        draw.weighted([
          [3, draw.whole(1, 3)],
          [0.5, draw.whole(4, 10)],
        ]),
      ),
      ...placement(draw, chosen.definition),
      startedBy: draw.maybe(0.3, () => draw.pick(starters)),
      group: draw.maybe(0.15, () => draw.pick(["batch", "nightly"])),
      tags: draw.maybe(0.2, () => tags(draw)),
      overrides: draw.maybe(overriding, () => override(draw, container)),
      enableExecuteCommand: draw.maybe(0.35, () => true),
      clientToken: draw.maybe(0.3, () => token(draw, cluster)),
    });
  },
  refused(draw, scene) {
    const chosen = revision(draw, scene);
    const live = activeClusters(scene);
    if (chosen === undefined || live.length === 0) return undefined;
    const cluster = draw.pick(live).name;
    const sound: PlanInput = {
      cluster,
      taskDefinition: revisionForm(draw, scene, chosen),
      ...placement(draw, chosen.definition),
    };
    return draw.weighted<PlanInput | undefined>([
      [2, { ...sound, cluster: lostCluster(draw, scene) }],
      [2, { ...sound, taskDefinition: draw.pick(["ghost", "ghost:1", `${chosen.family}:999`]) }],
      [2, { ...sound, count: draw.pick([0, 11, -1]) }],
      [1, { ...sound, tags: badTags(draw) }],
      [1.5, { ...sound, startedBy: "x".repeat(129) }],
      [1, { ...sound, overrides: { containerOverrides: [{ name: "nobody", command: ["true"] }] } }],
      [1, isFargate(chosen.definition) ? without(sound, "networkConfiguration") : sound],
      [1, chosen.definition.networkMode === "awsvpc" ? undefined : { ...sound, networkConfiguration: network }],
      [1, isFargate(chosen.definition) ? undefined : { ...sound, launchType: "FARGATE" }],
      [2, isFargate(chosen.definition) ? onLackingProvider(draw, scene, cluster, sound) : undefined],
      [10, again(draw, scene, sound)],
      [6, withoutPlace(draw, scene)],
    ]);
  },
});

/** With a strategy of a provider that the cluster does not have (row CP1). */
function onLackingProvider(draw: Draw, scene: Scene, cluster: string, sound: PlanInput): PlanInput | undefined {
  const had = activeClusters(scene).find(({ name }) => name === cluster)?.capacityProviders ?? [];
  const lacking = givenProviders(scene).filter((name) => !had.includes(name));
  if (lacking.length === 0) return undefined;
  const capacityProviderStrategy = [{ capacityProvider: draw.pick(lacking), weight: 1 }];
  return { ...without(sound, "launchType"), capacityProviderStrategy };
}

/** Tasks for EC2 where no container instance takes any, at best since all of them are drained (rows TK7, CI3). */
function withoutPlace(draw: Draw, scene: Scene): PlanInput | undefined {
  const chosen = revisionForInstances(draw, scene);
  const placeless = activeClusters(scene).filter((cluster) => !clustersWithInstances(scene).includes(cluster));
  const drained = placeless.filter((cluster) => instancesOf(cluster, isRegistered).length > 0);
  const pool = drained.length > 0 && draw.chance(0.6) ? drained : placeless;
  if (chosen === undefined || pool.length === 0) return undefined;
  return {
    cluster: draw.pick(pool).name,
    taskDefinition: revisionForm(draw, scene, chosen),
    ...placement(draw, chosen.definition),
  };
}

/** Tasks for EC2, where container instances are (row TK7). */
function runOnInstances(draw: Draw, scene: Scene): PlanInput | undefined {
  const chosen = revisionForInstances(draw, scene);
  const held = clustersWithInstances(scene);
  if (chosen === undefined || held.length === 0) return undefined;
  return given({
    cluster: clusterForm(draw, scene, draw.pick(held).name),
    taskDefinition: revisionForm(draw, scene, chosen),
    count: draw.maybe(0.5, () => draw.whole(1, 4)),
    ...placement(draw, chosen.definition),
    placementConstraints: draw.maybe(0.2, () => [draw.pick(constraints)]),
    placementStrategy: draw.maybe(0.2, () => [draw.pick(strategies)]),
    startedBy: draw.maybe(0.3, () => draw.pick(starters)),
    tags: draw.maybe(0.2, () => tags(draw)),
  });
}

const constraints: readonly PlanInput[] = [
  { type: "distinctInstance" },
  { type: "memberOf", expression: "attribute:stack == a" },
  { type: "memberOf", expression: "attribute:gpu exists" },
];

const strategies: readonly PlanInput[] = [
  { type: "random" },
  { type: "spread", field: "instanceId" },
  { type: "binpack", field: "memory" },
];

const override = (draw: Draw, name: string): PlanInput => ({
  containerOverrides: [
    draw.chance(0.6)
      ? {
          name,
          command: draw.pick([
            ["sleep", "infinity"],
            ["sh", "-c", "exit 4"],
            ["sleep", "2"],
          ]),
        }
      : { name, environment: [{ name: "STAGE", value: draw.pick(["a", "b"]) }] },
  ],
});

/** Whether a token counts in one cluster or in all is not written down: each cluster has its own. */
const token = (draw: Draw, cluster: string): string => `${draw.pick(["r1", "r2"])}-${cluster}`;

/** A token that was used, with other arguments (row TK5); undefined where none was. */
function again(draw: Draw, scene: Scene, sound: PlanInput): PlanInput | undefined {
  const used = activeClusters(scene).flatMap(({ name, runTokens }) =>
    Object.keys(runTokens).map((clientToken) => ({ cluster: name, clientToken })),
  );
  if (used.length === 0) return undefined;
  return { ...sound, ...draw.pick(used), startedBy: "somebody", count: draw.whole(1, 3) };
}
