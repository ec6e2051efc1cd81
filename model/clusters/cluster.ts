import type * as ecs from "@aws-sdk/client-ecs";
import { produce } from "immer";
import { arn, clusterName, isArn, isElsewhere } from "../language/arn.ts";
import {
  absent,
  among,
  at,
  type Expected,
  either,
  filled,
  type Mark,
  type Members,
  maybe,
  unordered,
  view,
  within,
} from "../language/expectation.ts";
import { withPresence } from "../language/members/withPresence.ts";
import type { Input } from "../language/operation.ts";
import { get, put, values } from "../language/persistentMap.ts";
import { isSameJson } from "../language/sameJson.ts";
import type { Cluster, State, Tag } from "../language/state.ts";
import { type Context, isRefusal, refuse } from "../language/step.ts";
import { registeredIn } from "../resources/containerInstance.ts";
import { copyTags, tagList } from "../resources/tag.ts";
import { clusterTaskCounts } from "./clusterCounts.ts";

/** The values of DescribeClusters' `include` (row CL9). */
export const clusterIncludes = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"] as const;

/** The cluster that a request names, ACTIVE or not; none by an ARN of elsewhere (row A9). */
export function findCluster(state: State, value: string | undefined) {
  if (value !== undefined && isElsewhere(value)) return refuse("A9c");
  const name = clusterName(value);
  if (typeof name !== "string") return name;
  return get(state.clusters, name) ?? refuse("CL13");
}

/** The rules by which `activeCluster` and `readableCluster` refuse. */
export const clusterRefusals = ["G5", "G7", "G8", "A9c", "CL13", "CL19"] as const;

/** The same for a request that names a resource in the cluster, too (`inCluster`). */
export const inClusterRefusals = [...clusterRefusals, "G6", "A9i"] as const;

/** The ACTIVE cluster that a request names; otherwise rows CL13 and CL19. */
export function activeCluster(state: State, value: string | undefined) {
  const cluster = findCluster(state, value);
  if (isRefusal(cluster)) return cluster;
  return cluster.status === "ACTIVE" ? cluster : refuse("CL19");
}

/** The cluster that a read names: whether reads accept an INACTIVE one is unspecified (CL19 says "almost every"). */
export function readableCluster(state: State, value: string | undefined, context: Context) {
  const cluster = findCluster(state, value);
  if (isRefusal(cluster)) return cluster;
  return cluster.status === "INACTIVE" && !context.may("CL19") ? refuse("CL19") : cluster;
}

const insightsOf = (value: string): Expected => [{ name: "containerInsights", value }];

const defaultSettings = (cluster: Cluster): Expected =>
  either(insightsOf(`«word:insights/${cluster.name}/${cluster.incarnation}»`), []);

function settingsOf(cluster: Cluster): Expected {
  if (cluster.settings.length === 0)
    return cluster.insights === undefined
      ? maybe(defaultSettings(cluster))
      : either(...cluster.insights.map((value) => insightsOf(value)));
  return unordered(
    cluster.settings.map((setting) => ({ name: setting.name ?? "", value: setting.value ?? "" })),
    "name",
  );
}

/** Whether an empty configuration is shown or counts as none is unspecified. */
const configurationOf = (configuration: object): Expected =>
  Object.keys(configuration).length === 0 ? maybe({}) : (configuration as Members);

/**
 * The reply that shows the cluster: a description with these parts included, or the reply to the call that created it,
 * found it already created, or changed it, its capacity providers or anything else.
 */
type Showing = "created" | "known" | "provided" | "changed" | readonly string[];

/** A cluster as replies show it (rows CL2, CL9, T8). What an INACTIVE one still shows is unspecified. */
export function viewCluster(cluster: Cluster, context: Context, showing: Showing): Mark {
  const listed = typeof showing === "string" ? undefined : showing;
  const members: Record<string, Expected> = {
    clusterArn: arn("cluster", cluster.name),
    clusterName: cluster.name,
    status: statusOf(cluster, context),
    registeredContainerInstancesCount: registered(cluster, context),
    activeServicesCount: activeServices(cluster, context),
    ...clusterTaskCounts(cluster, context),
  };
  if (listed !== undefined) {
    if (!listed.includes("TAGS")) members.tags = maybe([]);
    if (!listed.includes("SETTINGS")) members.settings = maybe([]);
    if (!listed.includes("STATISTICS")) members.statistics = maybe([]);
    else if (cluster.status === "ACTIVE") members.statistics = statistics;
    if (!listed.includes("CONFIGURATIONS")) members.configuration = absent;
    else if (cluster.configuration !== undefined) members.configuration = configurationOf(cluster.configuration);
  }
  members.attachments = attachments;
  if (showing === "changed" || showing === "provided") {
    // Row CL30.
    members.tags = [];
    members.settings = settingsOf(cluster);
    if (showing === "changed" && cluster.configuration !== undefined)
      members.configuration = configurationOf(cluster.configuration);
  }
  if (cluster.status === "INACTIVE") return view("cluster", cluster.name, withPresence("Cluster", members) as Members);
  if (showing === "created" || listed?.includes("TAGS")) members.tags = tagList(cluster.tags);
  // ECS was recorded to show none of the tags that a cluster had already (row CL31).
  if (showing === "known") members.tags = either(tagList(cluster.tags), []);
  if (showing === "created" || showing === "known" || listed?.includes("SETTINGS"))
    members.settings = settingsOf(cluster);
  members.capacityProviders = emptyOr(cluster.capacityProviders);
  members.defaultCapacityProviderStrategy = emptyOr(
    cluster.defaultCapacityProviderStrategy.map((item) => ({
      capacityProvider: item.capacityProvider ?? "",
      weight: zeroOr(item.weight),
      base: zeroOr(item.base),
    })),
    "capacityProvider",
  );
  return view("cluster", cluster.name, withPresence("Cluster", members) as Members);
}

/** What is attached in the background: scaling policies, lifecycle hooks and Service Connect, wherever shown (row CL27). */
const attachments: Expected = maybe(
  unordered([], undefined, {
    every: {
      id: maybe(filled),
      type: either("as_policy", "asp", "managed_draining", "sc"),
      status: filled,
      details: maybe(unordered([], undefined, { every: { name: filled, value: filled } })),
    },
  }),
);

/** The counts of tasks and services by where they run (row CL29). */
const statistics: Expected = unordered(
  ["EC2", "Fargate", "External", "ManagedInstances"].flatMap((place) =>
    [
      `running${place}TasksCount`,
      `pending${place}TasksCount`,
      `active${place}ServiceCount`,
      `draining${place}ServiceCount`,
    ].map((name) => ({ name, value: filled })),
  ),
  "name",
);

/** With Auto Scaling groups a cluster becomes ACTIVE, or INACTIVE, some time later (rows CL6, CL11). */
function statusOf({ status, attaching }: Cluster, { rest }: Context): Expected {
  if (!attaching) return status;
  const [end, ...before] = status === "ACTIVE" ? ["ACTIVE", "FAILED", "PROVISIONING"] : ["INACTIVE", "DEPROVISIONING"];
  return rest ? at("converges", either(end, ...before.slice(0, status === "ACTIVE" ? 1 : 0))) : among([end, ...before]);
}

/** ACTIVE and DRAINING ones (section 1). */
function registered(cluster: Cluster, context: Context): Expected {
  const all = [...values(cluster.containerInstances)];
  if (all.length === 0) return 0;
  return context.rest ? at("converges", registeredIn(cluster).length) : within(0, all.length);
}

function activeServices(cluster: Cluster, context: Context): Expected {
  if (context.rest) return at("converges", cluster.activeServices);
  return cluster.used || cluster.activeServices > 0 ? within(0, 1e6) : 0;
}

/** An empty list may be omitted by servers that store it in memory (rows P8, CL2); a list with items must be shown. */
function emptyOr(items: readonly Expected[], key?: string): Expected {
  return items.length === 0 ? maybe([]) : unordered(items, key);
}

/** `base` and `weight` default to 0 and are filled in (row CL22); omitting a zero means the same. */
const zeroOr = (value: number | undefined): Expected => (value === undefined || value === 0 ? maybe(0) : value);

/** The values of the only cluster setting (row CL20). */
const insights = ["enabled", "disabled", "enhanced"];

export const badSettings = (settings: readonly ecs.ClusterSetting[] | undefined) =>
  settings?.some(({ name, value }) => name !== "containerInsights" || !insights.includes(value ?? ""))
    ? refuse("CL20")
    : undefined;

export function mergeSettings(cluster: Cluster, given: readonly ecs.ClusterSetting[]): void {
  for (const setting of given) {
    const found = cluster.settings.find(({ name }) => name === setting.name);
    if (found === undefined) cluster.settings.push({ ...setting });
    else found.value = setting.value;
  }
}

/** A new cluster with the arguments of CreateCluster. */
export const defaultsOf = (
  name: string,
  input: Input<"CreateCluster">,
): Omit<Cluster, "arguments" | "incarnation" | "earlierTokens"> => ({
  name,
  status: "ACTIVE",
  settings: (input.settings ?? []).map((setting) => ({ ...setting })),
  configuration: input.configuration,
  insights: undefined,
  attaching: false,
  capacityProviders: [...(input.capacityProviders ?? [])],
  defaultCapacityProviderStrategy: (input.defaultCapacityProviderStrategy ?? []).map((item) => ({ ...item })),
  tags: copyTags(input.tags),
  services: {},
  tasks: {},
  containerInstances: {},
  used: false,
  mayHaveNamespace: input.serviceConnectDefaults !== undefined,
  activeServices: 0,
  runTokens: {},
});

/** Whether the default namespace is an ARN: no plan knows that of a namespace that exists (row CL26). */
export const badNamespace = (defaults: Partial<ecs.ClusterServiceConnectDefaultsRequest> | undefined) =>
  isArn(defaults?.namespace ?? "") ? refuse("CL26") : undefined;

/** The default namespace of a cluster's services exists from then on (row CL26). */
export function nameNamespace(
  state: State,
  { namespace = "" }: Partial<ecs.ClusterServiceConnectDefaultsRequest> = {},
) {
  if (namespace !== "" && !state.namespaces.includes(namespace)) state.namespaces.push(namespace);
}

/** Do the arguments agree with the existing cluster (row CL3)? */
export function sameAsNow(cluster: Cluster, input: Input<"CreateCluster">): boolean {
  const now = defaultsOf(cluster.name, input);
  return (
    isSameJson(sorted(now.tags), sorted(cluster.tags)) &&
    isSameJson(now.settings, cluster.settings) &&
    isSameJson(now.capacityProviders, cluster.capacityProviders) &&
    isSameJson(now.defaultCapacityProviderStrategy, cluster.defaultCapacityProviderStrategy) &&
    isSameJson(now.configuration, cluster.configuration)
  );
}

const sorted = (tags: readonly Tag[]): string[] => tags.map(({ key, value }) => `${key}=${value}`).sort();

/** The account with a cluster that was deleted before the run. */
export const withInactive = (state: State, name: string): State =>
  produce(state, (draft) => {
    put(draft.clusters, name, {
      ...defaultsOf(name, {}),
      status: "INACTIVE",
      arguments: "{}",
      earlierTokens: [],
      incarnation: 1,
    });
  });
