import { activeCluster } from "./clusters/cluster.ts";
import { anyFaultOf } from "./language/anyFaultOf.ts";
import { isName } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import type { Input } from "./language/operation.ts";
import { badEnum } from "./language/page.ts";
import { get, put } from "./language/persistentMap.ts";
import { jsonText } from "./language/sameJson.ts";
import { defaultRebalancing, settingsAfter } from "./language/serviceSettings.ts";
import type { Service, State } from "./language/state.ts";
import { accept, type Context, isRefusal, refuse } from "./language/step.ts";
import { unassociated } from "./placement/capacity.ts";
import { badPlacement, strategyOf, unfitPlacement } from "./placement/placement.ts";
import { definitionKey, usableRevision } from "./resources/definition.ts";
import { badTags, copyTags } from "./resources/tag.ts";
import { lacksTaskRole } from "./resources/taskRole.ts";
import {
  badPercents,
  badThreshold,
  configured,
  defaultConfiguration,
  meetAtAll,
} from "./services/deploymentConfiguration.ts";
import { badMonitoring } from "./services/monitoring.ts";
import { boundsFor, deploy } from "./services/service.ts";
import { viewService } from "./services/serviceView.ts";

/** Creates a service and its first deployment, or none with the EXTERNAL controller (rows SV1–SV17, SV2b). */
export const CreateService = operation("CreateService", {
  creates: "service",
  names: { cluster: "cluster or default", serviceName: "service", taskDefinition: "family" },
  row: "SV2",
  accepts: ["SV2", "SV2b", "SV9", "SV10", "SV22"],
  refuses: [
    "RQ1",
    "G1",
    "G5",
    "G7",
    "G8",
    "A4",
    "T1",
    "CL13",
    "CL19",
    "CL22",
    "CP1a",
    "TD31",
    "SV1",
    "SV1e",
    "SV4",
    "SV4c",
    "SV4m",
    "SV5",
    "SV7",
    "SV8",
    "SV13",
    "SV13b",
    "SV13c",
    "SV14",
    "SV14b",
    "SV10t",
    "SV15",
    "SV40",
    "SV40m",
    "SV41",
    "SV42",
    "SV43",
    "SV61",
    "SV61t",
    "SV62d",
    "SV62n",
    "SV62r",
    "TD23",
    "TD27",
    "TD31f",
    "TD31d",
    "TE3f",
  ],
  step(state, input, context) {
    const external = input.deploymentController?.type === "EXTERNAL";
    if (input.serviceName === undefined || (input.taskDefinition === undefined && !external)) return refuse("RQ1");
    if (!isName(input.serviceName)) return refuse("A4");
    const bad = badInput(input, external, context);
    if (bad) return bad;
    const { deploymentConfiguration: requested } = input;
    const deploymentConfiguration = configured(defaultConfiguration(input.schedulingStrategy), requested);
    const stuck = meetAtAll(deploymentConfiguration, requested, context);
    if (stuck) return stuck;
    if (input.desiredCount === undefined && input.schedulingStrategy !== "DAEMON" && context.may("SV1"))
      return refuse("SV1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;

    // A token answers for the same parameters; tags are not among them (row SV10).
    const { clientToken, tags: _, ...rest } = input;
    const given = jsonText(rest);
    const known = get(cluster.services, input.serviceName);
    if (known?.status === "ACTIVE") {
      const sameToken = clientToken !== undefined && known.clientToken === clientToken;
      return known.arguments === given && sameToken ? repeated(state, known, input, context) : refuse("SV7");
    }
    if (known !== undefined && !known.knowledge.drained && !context.may("SV8")) return refuse("SV8");
    const foreign = unassociated(input.capacityProviderStrategy, cluster.capacityProviders);
    const capacityProviderStrategy = strategyOf(input, cluster);
    const revision =
      input.taskDefinition === undefined ? undefined : usableRevision(state, input.taskDefinition, context, "TD31d");
    if (revision !== undefined && isRefusal(revision)) return anyFaultOf([revision, foreign], context) ?? revision;
    const unfit = revision && unfitPlacement({ ...input, capacityProviderStrategy }, revision.definition, context);
    const roleless = revision && lacksTaskRole(input.enableExecuteCommand, revision.definition, "SV43");
    const fault = anyFaultOf([badDaemon(input), foreign, unfit, roleless], context);
    if (fault) return fault;

    const desiredCount = input.desiredCount ?? 0;
    const service: Service = {
      cluster: cluster.name,
      name: input.serviceName,
      controller: external ? "EXTERNAL" : "ECS",
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
      bounds: { ...boundsFor(desiredCount, deploymentConfiguration), observedAtRest: false },
      call: context.newId("service"),
    };
    // Task sets have no maximumPercent.
    service.bounds.most = external ? 1e6 : Math.max(service.bounds.most, desiredCount);
    if (!external) deploy(state, service, context);
    service.knowledge.rollingOut = false;
    put(cluster.services, service.name, service);
    cluster.activeServices++;
    const output = { service: viewService(state, service, context, "shown") };
    service.knowledge.everWanted = desiredCount > 0 && !external;
    if (service.knowledge.everWanted) cluster.used = true;
    return accept(output, external ? "SV2b" : known === undefined ? "SV2" : "SV9", "SV22");
  },
});

/** The refusal that follows from the input alone, with a valid name. */
function badInput(input: Input<"CreateService">, external: boolean, context: Context) {
  if ((input.clientToken?.length ?? 0) > 36) return refuse("SV10t");
  const bad =
    badTags(input.tags) ??
    badPlacement(input) ??
    badEnum([input.schedulingStrategy], ["REPLICA", "DAEMON"]) ??
    badPercents(input.deploymentConfiguration) ??
    badThreshold(input.deploymentConfiguration) ??
    badMonitoring(input.monitoring, context);
  if (bad) return bad;
  if (input.desiredCount !== undefined && input.desiredCount < 0) return refuse("SV15");
  if (external && input.schedulingStrategy === "DAEMON") return refuse("SV4");
  if (external && input.taskDefinition !== undefined) return refuse("SV1e");
  // Recorded: a definition's need of a network is reported before a fault of a DAEMON service (row G10).
  const daemon = badDaemon(input);
  return daemon && context.may(daemon.rule) ? daemon : undefined;
}

/** What a DAEMON service cannot have (rows SV4, SV42). */
function badDaemon(input: Input<"CreateService">) {
  if (input.schedulingStrategy !== "DAEMON") return undefined;
  if (input.launchType === "FARGATE") return refuse("SV4");
  if (input.desiredCount !== undefined) return refuse("SV4c");
  if ((input.deploymentConfiguration?.maximumPercent ?? 100) > 100) return refuse("SV4m");
  return input.availabilityZoneRebalancing === "ENABLED" ? refuse("SV42") : undefined;
}

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
