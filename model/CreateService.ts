import { activeCluster, clusterRefusals } from "./clusters/cluster.ts";
import { anyFaultOf, faultIf } from "./language/anyFaultOf.ts";
import { isName } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import type { Input } from "./language/operation.ts";
import { badEnum } from "./language/page.ts";
import { get, put } from "./language/persistentMap.ts";
import { jsonText } from "./language/sameJson.ts";
import { defaultRebalancing, settingsAfter } from "./language/serviceSettings.ts";
import type { Cluster, Revision, Service, State } from "./language/state.ts";
import { accept, type Context, isRefusal, refuse } from "./language/step.ts";
import { providerRefusals, unusableProvider, weightless } from "./placement/capacity.ts";
import { badPlacement, placementRefusals, strategyOf, unfitPlacement } from "./placement/placement.ts";
import { definitionKey, revisionRefusals, usableRevision } from "./resources/definition.ts";
import { badTags, copyTags } from "./resources/tag.ts";
import { lacksTaskRole } from "./resources/taskRole.ts";
import { daemonBounds } from "./services/daemon.ts";
import {
  badConfiguration,
  blockingBounds,
  configurationRefusals,
  configured,
  defaultConfiguration,
} from "./services/deploymentConfiguration.ts";
import { badMonitoring, monitoringRefusals } from "./services/monitoring.ts";
import { boundsFor, deploy } from "./services/service.ts";
import {
  badCompanions,
  badSpread,
  spreadRefusals,
  unbalancedSpread,
  unfitCompanions,
} from "./services/serviceFaults.ts";
import { badLinks, linkRefusals } from "./services/serviceLinks.ts";
import { viewService } from "./services/serviceView.ts";

/** Creates a service and its first deployment, or none with the EXTERNAL controller (rows SV1–SV17, SV2b). */
export const CreateService = operation("CreateService", {
  creates: "service",
  names: { cluster: "cluster or default", serviceName: "service", taskDefinition: "family" },
  row: "SV2",
  accepts: ["SV2", "SV2b", "SV9", "SV10", "SV22", "CD4"],
  refuses: [
    "RQ1",
    "G1",
    ...clusterRefusals,
    "A4",
    "T1",
    "CL22",
    "CL22c",
    "CL22d",
    "CL22w",
    ...providerRefusals,
    ...revisionRefusals,
    "SV1",
    "SV1e",
    "SV4",
    "SV4c",
    "SV4m",
    "SV5",
    "SV7",
    "SV8",
    ...placementRefusals,
    "SV10t",
    ...linkRefusals,
    "SV15",
    ...configurationRefusals,
    "SV42",
    "SV43",
    "SV45",
    ...spreadRefusals,
    "SV47",
    "SV51",
    "SV52",
    "SV52v",
    "SV53",
    "SV53p",
    "SV54",
    ...monitoringRefusals,
    "NW4",
    "CD1",
    "TD27",
    "TD31d",
  ],
  step(state, input, context) {
    const external = input.deploymentController?.type === "EXTERNAL";
    const daemon = input.schedulingStrategy === "DAEMON";
    if (input.serviceName === undefined || (input.taskDefinition === undefined && !external)) return refuse("RQ1");
    if (!isName(input.serviceName)) return refuse("A4");
    const bad = badInput(input, external, context);
    if (bad) return bad;
    const requested = input.deploymentConfiguration;
    const deploymentConfiguration = configured(defaultConfiguration(input.schedulingStrategy), requested);
    const boundsFault = blockingBounds(deploymentConfiguration, requested, context);
    if (boundsFault) return boundsFault;
    if (input.desiredCount === undefined && !daemon && context.may("SV1")) return refuse("SV1");
    const cluster = activeCluster(state, input.cluster);
    const daemonFault = badDaemon(input);
    if (isRefusal(cluster)) return anyFaultOf([cluster, daemonFault], context) ?? cluster;

    // A token answers for the same parameters; tags are not among them (row SV10).
    const { clientToken, tags: _, ...rest } = input;
    const given = jsonText(rest);
    const known = get(cluster.services, input.serviceName);
    if (known?.status === "ACTIVE") {
      const sameToken = clientToken !== undefined && known.clientToken === clientToken;
      return known.arguments === given && sameToken ? repeated(state, known, input, context) : refuse("SV7");
    }
    if (known !== undefined && !known.knowledge.drained && !context.may("SV8")) return refuse("SV8");
    const capacityProviderStrategy = strategyOf(input, cluster);
    const providerFault = badProviders(input, capacityProviderStrategy, cluster, context);
    const revision =
      input.taskDefinition === undefined ? undefined : usableRevision(state, input.taskDefinition, context, "TD31d");
    if (revision !== undefined && isRefusal(revision))
      return anyFaultOf([revision, providerFault, daemonFault], context) ?? revision;
    const unfit = revision ? unfitMembers({ ...input, capacityProviderStrategy }, cluster, revision, context) : [];
    const fault = anyFaultOf([providerFault, ...unfit, daemonFault], context);
    if (fault) return fault;

    const desiredCount = input.desiredCount ?? 0;
    const service: Service = {
      cluster: cluster.name,
      name: input.serviceName,
      controller: input.deploymentController?.type ?? "ECS",
      taskSets: [],
      history: [],
      protectedTasks: [],
      status: "ACTIVE",
      desiredCount,
      taskDefinition: revision === undefined ? "" : definitionKey(revision),
      launchType: input.launchType,
      capacityProviderStrategy,
      schedulingStrategy: input.schedulingStrategy ?? "REPLICA",
      deploymentConfiguration,
      monitoring: input.monitoring,
      networkConfiguration: input.networkConfiguration,
      platformVersion: input.platformVersion,
      settings: settingsOfNew(input, deploymentConfiguration.maximumPercent),
      tags: copyTags(input.tags),
      arguments: given,
      clientToken,
      deployments: known === undefined ? [] : [...known.deployments],
      trips: undefined,
      completed: undefined,
      knowledge: knowledgeOfNew(known, external, deploymentConfiguration.rollback, input.enableExecuteCommand),
      bounds: boundsOfNew(desiredCount, deploymentConfiguration, external, daemon),
      call: context.newId("service"),
    };
    if (!external) deploy(state, service, context);
    service.knowledge.rollingOut = false;
    put(cluster.services, service.name, service);
    cluster.activeServices++;
    const output = { service: viewService(state, service, context, "shown") };
    service.knowledge.everWanted = (desiredCount > 0 || daemon) && !external;
    cluster.used ||= service.knowledge.everWanted;
    if (service.controller === "CODE_DEPLOY") return accept(output, "CD4");
    return accept(output, external ? "SV2b" : known === undefined ? "SV2" : "SV9", "SV22");
  },
});

/** The refusal that follows from the input alone, with a valid name. */
function badInput(input: Input<"CreateService">, external: boolean, context: Context) {
  if ((input.clientToken?.length ?? 0) > 36) return refuse("SV10t");
  const bad =
    badTags(input.tags) ??
    badPlacement(input, "CL22c") ??
    badEnum([input.schedulingStrategy], ["REPLICA", "DAEMON"]) ??
    badEnum([input.deploymentController?.type], ["ECS", "CODE_DEPLOY", "EXTERNAL"]) ??
    badConfiguration(input.deploymentConfiguration) ??
    badMonitoring(input.monitoring, context);
  if (bad) return bad;
  if (input.desiredCount !== undefined && input.desiredCount < 0) return refuse("SV15");
  if (external && input.schedulingStrategy === "DAEMON") return refuse("SV4");
  if (external && input.taskDefinition !== undefined) return refuse("SV1e");
  return anyFaultOf(
    [
      faultIf(isUnbalancedCodeDeploy(input), "CD1"),
      faultIf(input.networkConfiguration?.awsvpcConfiguration?.subnets?.length === 0, "NW4"),
      badSpread(input, context),
      badCompanions(input, input.deploymentController?.type, context),
      unbalancedSpread(input, undefined, context),
    ],
    context,
  );
}

/**
 * What a DAEMON service does not take (rows SV4, SV42). Recorded: a definition's need of a network is reported first
 * (row G10).
 */
function badDaemon({
  schedulingStrategy,
  launchType,
  desiredCount,
  deploymentConfiguration,
  availabilityZoneRebalancing,
}: Input<"CreateService">) {
  if (schedulingStrategy !== "DAEMON") return undefined;
  if (launchType === "FARGATE") return refuse("SV4");
  if (desiredCount !== undefined) return refuse("SV4c");
  if ((deploymentConfiguration?.maximumPercent ?? 100) > 100) return refuse("SV4m");
  return availabilityZoneRebalancing === "ENABLED" ? refuse("SV42") : undefined;
}

/** CodeDeploy moves the traffic of target groups (row CD1). */
const isUnbalancedCodeDeploy = ({ deploymentController, loadBalancers }: Input<"CreateService">): boolean =>
  deploymentController?.type === "CODE_DEPLOY" && !loadBalancers?.some(({ targetGroupArn }) => targetGroupArn);

/** The faults of the strategy, which is the service's own or its cluster's (rows CL22, CL25, CP1, MI3). */
const badProviders = (
  { capacityProviderStrategy: own }: Input<"CreateService">,
  strategy: Service["capacityProviderStrategy"],
  cluster: Cluster,
  context: Context,
) => unusableProvider(own, cluster.capacityProviders) ?? weightless(strategy, own ? "CL22w" : "CL22d", context);

/** The faults of the members against the definition. */
const unfitMembers = (input: Input<"CreateService">, cluster: Cluster, { definition }: Revision, context: Context) => [
  unfitPlacement(input, definition, context),
  lacksTaskRole(input.enableExecuteCommand, definition, "SV43"),
  unfitCompanions(input, definition.networkMode, context),
  badLinks(input, cluster, definition, context),
];

/** The same call again returns the service that exists (row SV10). */
function repeated(state: State, known: Service, input: Input<"CreateService">, context: Context) {
  // Whether the token is checked before a definition that was deleted meanwhile is unspecified (G10).
  const revision = input.taskDefinition && usableRevision(state, input.taskDefinition, context, "TD31d");
  if (revision && isRefusal(revision) && context.may("SV10")) return revision;
  return accept({ service: viewService(state, known, context, "shown") }, "SV10");
}

/** The settings of a new service, with the default for rebalancing (rows SV38, SV39). */
const settingsOfNew = (input: Input<"CreateService">, maximumPercent: number): Service["settings"] => ({
  ...settingsAfter(input),
  availabilityZoneRebalancing:
    input.availabilityZoneRebalancing ?? defaultRebalancing(input.launchType, input.schedulingStrategy, maximumPercent),
});

/** Its counts are unbounded when they follow its instances, or task sets, which have no maximumPercent. */
function boundsOfNew(
  desired: number,
  configuration: Service["deploymentConfiguration"],
  external: boolean,
  daemon: boolean,
): Service["bounds"] {
  const { least, most } = daemon ? daemonBounds : boundsFor(desired, configuration);
  return { least, most: external ? 1e6 : Math.max(most, desired), observedAtRest: false };
}

/** What a run knows of a service that was just created; `known` is an inactive service of the same name. */
function knowledgeOfNew(
  known: Service | undefined,
  external: boolean,
  everRollsBack: boolean,
  everExecutable = false,
): Service["knowledge"] {
  return {
    historyOpen: false,
    rolloutStopped: false,
    drained: false,
    rollingOut: false,
    tasksExit: false,
    tasksEverExit: false,
    everRollsBack,
    mayHaveUnknownTasks:
      known !== undefined &&
      (external || known.knowledge.tasksEverExit || known.knowledge.mayHaveUnknownTasks || known.taskSets.length > 0),
    reusesName: known !== undefined && (known.knowledge.everWanted || known.knowledge.reusesName),
    everWanted: false,
    everExecutable,
  };
}
