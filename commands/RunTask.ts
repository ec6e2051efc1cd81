import type { Revision } from "../model/language/state.ts";
import { isFargate } from "../model/placement/placement.ts";
import { definitionKey, isNeeded } from "../model/resources/definition.ts";
import { placement, revision } from "./CreateService.ts";
import { command } from "./language/command.ts";
import { given, type Random } from "./language/random.ts";
import { elsewhere, type PlanInput, without } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import { givenProviders } from "./pools/capacityProviders.ts";
import { clustersWithInstances, instancesOf, isRegistered, revisionForInstances } from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm, clusterId, clustersIn } from "./pools/names.ts";
import { longOverrides } from "./pools/overrides.ts";
import { placementConstraints, placementStrategies } from "./pools/placement.ts";
import { exactForm, revisionForm, revisionsIn } from "./pools/revisions.ts";
import { badlyProvided } from "./pools/serviceFaults.ts";
import { network } from "./pools/services.ts";
import { badTags, labels } from "./pools/tags.ts";

const otherPlace = { capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }] };

const starters = ["me", "you", "ci/7"] as const;

export const RunTask = command({
  operation: "RunTask",
  group: "tasks",
  weight: 4,
  refusalWeight: 6,
  keeps: ["launchType", "networkConfiguration"],
  patience: () => 0.03,
  indispensable: true,
  accepted(random, run) {
    const onInstances = random.chance(0.7) ? runOnInstances(random, run) : undefined;
    if (onInstances !== undefined) return onInstances;
    const chosen = revision(random, run, 0.5);
    const live = activeClusters(run);
    if (chosen === undefined || live.length === 0 || !isFargate(chosen.definition)) return undefined;
    const cluster = random.pick(live).name;
    const { containerDefinitions = [] } = chosen.definition;
    const container = containerDefinitions[0]?.name ?? "";
    // With several containers, an override must find the right one.
    const overriding = containerDefinitions.length > 1 ? 0.5 : 0.2;
    return given({
      cluster: clusterForm(random, run, cluster),
      taskDefinition: revisionForm(random, run, chosen),
      count: random.maybe(0.4, () =>
        random.weighted([
          [3, random.whole(1, 3)],
          [0.5, random.whole(4, 10)],
        ]),
      ),
      ...placement(random, chosen.definition),
      startedBy: random.maybe(0.3, () => random.pick(starters)),
      group: random.maybe(0.15, () => random.pick(["batch", "nightly"])),
      ...labels(random),
      overrides: random.maybe(overriding, () => override(random, container)),
      enableExecuteCommand: random.maybe(chosen.definition.taskRoleArn === undefined ? 0 : 0.7, () => true),
      clientToken: random.maybe(0.3, () => token(random, cluster)),
    });
  },
  refused(random, run) {
    const chosen = revision(random, run);
    const live = activeClusters(run);
    const gone = clustersIn(run).filter(({ status }) => status === "INACTIVE");
    if (chosen === undefined || live.length + gone.length === 0) return undefined;
    const inGone = gone.length > 0 && (live.length === 0 || random.chance(0.2));
    const cluster = random.pick(inGone ? gone : live).name;
    const sound: PlanInput = {
      cluster: inGone ? clusterId(random, run, cluster) : cluster,
      taskDefinition: revisionForm(random, run, chosen),
      ...placement(random, chosen.definition),
    };
    if (inGone) return sound;
    return random.weighted<PlanInput | undefined>([
      [2, { ...sound, cluster: absentCluster(random, run) }],
      [
        2,
        { ...sound, taskDefinition: random.pick(["ghost", "ghost:1", `${chosen.family}:999`, `${chosen.family}:x`]) },
      ],
      [12, ofDeleted(random, run, cluster)],
      [5, { ...sound, count: random.pick([0, 11, -1]) }],
      [6, { ...sound, taskDefinition: ofAnotherAccount(chosen) }],
      [1, { ...sound, tags: badTags(random) }],
      [1, sound.launchType === undefined ? undefined : { ...sound, ...otherPlace }],
      [1, chosen.definition.taskRoleArn === undefined ? { ...sound, enableExecuteCommand: true } : undefined],
      [1.5, { ...sound, startedBy: "x".repeat(129) }],
      [1, { ...sound, overrides: { containerOverrides: [{ name: "nobody", command: ["true"] }] } }],
      [1, { ...sound, overrides: longOverrides(chosen.definition) }],
      [1, isFargate(chosen.definition) ? without(sound, "networkConfiguration") : sound],
      [1, chosen.definition.networkMode === "awsvpc" ? undefined : { ...sound, networkConfiguration: network }],
      [1, isFargate(chosen.definition) ? undefined : { ...sound, launchType: "FARGATE" }],
      [2, isFargate(chosen.definition) ? onLackingProvider(random, run, cluster, sound) : undefined],
      [3, badlyProvided(random, run, sound)],
      [10, again(random, run, sound)],
      [6, withoutPlace(random, run)],
    ]);
  },
});

/** Of a revision that is being deleted, and stays because something needs it (rows TD27, TD31). */
function ofDeleted(random: Random, run: SymbolicRun, cluster: string): PlanInput | undefined {
  const deleted = revisionsIn(
    run,
    (each) => each.status === "DELETE_IN_PROGRESS" && isNeeded(run.state, definitionKey(each)),
  );
  if (deleted.length === 0) return undefined;
  const chosen = random.pick(deleted);
  return { cluster, taskDefinition: exactForm(random, run, chosen), ...placement(random, chosen.definition) };
}

/** With a strategy of a provider that the cluster does not have (row CP1). */
function onLackingProvider(random: Random, run: SymbolicRun, cluster: string, sound: PlanInput): PlanInput | undefined {
  const had = activeClusters(run).find(({ name }) => name === cluster)?.capacityProviders ?? [];
  const lacking = givenProviders(run).filter((name) => !had.includes(name));
  if (lacking.length === 0) return undefined;
  const capacityProviderStrategy = [{ capacityProvider: random.pick(lacking), weight: 1 }];
  return { ...without(sound, "launchType"), capacityProviderStrategy };
}

/** Tasks for EC2 when no container instance accepts any, preferably because all of them are drained (rows TK7, CI3). */
function withoutPlace(random: Random, run: SymbolicRun): PlanInput | undefined {
  const chosen = revisionForInstances(random, run);
  const placeless = activeClusters(run).filter((cluster) => !clustersWithInstances(run).includes(cluster));
  const drained = placeless.filter((cluster) => instancesOf(cluster, isRegistered).length > 0);
  const pool = drained.length > 0 && random.chance(0.6) ? drained : placeless;
  if (chosen === undefined || pool.length === 0) return undefined;
  return {
    cluster: random.pick(pool).name,
    taskDefinition: revisionForm(random, run, chosen),
    ...placement(random, chosen.definition),
  };
}

/** Tasks for EC2, when there are container instances (row TK7). */
function runOnInstances(random: Random, run: SymbolicRun): PlanInput | undefined {
  const chosen = revisionForInstances(random, run);
  const held = clustersWithInstances(run);
  if (chosen === undefined || held.length === 0) return undefined;
  return given({
    cluster: clusterForm(random, run, random.pick(held).name),
    taskDefinition: revisionForm(random, run, chosen),
    count: random.maybe(0.5, () => random.whole(1, 4)),
    ...placement(random, chosen.definition),
    placementConstraints: random.maybe(0.2, () => [random.pick(placementConstraints)]),
    placementStrategy: random.maybe(0.2, () => [random.pick(placementStrategies)]),
    startedBy: random.maybe(0.3, () => random.pick(starters)),
    ...labels(random),
  });
}

/** The revision's ARN, with another account in it (row A9). */
const ofAnotherAccount = ({ family, revision }: Revision): string =>
  `arn:aws:ecs:«region»:${elsewhere.otherAccount.by}:task-definition/${family}:${revision}`;

const override = (random: Random, name: string): PlanInput => ({
  containerOverrides: [
    random.chance(0.6)
      ? {
          name,
          command: random.pick([
            ["sleep", "infinity"],
            ["sh", "-c", "exit 4"],
            ["sleep", "2"],
          ]),
        }
      : { name, environment: [{ name: "STAGE", value: random.pick(["a", "b"]) }] },
  ],
});

/** Whether a token counts in one cluster or in all is unspecified: each cluster has its own. */
const token = (random: Random, cluster: string): string => `${random.pick(["r1", "r2"])}-${cluster}`;

/** A used token with other arguments (row TK5); undefined when none was used. */
function again(random: Random, run: SymbolicRun, sound: PlanInput): PlanInput | undefined {
  const used = activeClusters(run).flatMap(({ name, runTokens }) =>
    Object.keys(runTokens).map((clientToken) => ({ cluster: name, clientToken })),
  );
  if (used.length === 0) return undefined;
  return { ...sound, ...random.pick(used), startedBy: "somebody", count: random.whole(1, 3) };
}
