import { arn } from "../language/arn.ts";
import {
  absent,
  among,
  any,
  at,
  type Expected,
  either,
  type Mark,
  type Members,
  maybe,
  time,
  unordered,
  view,
  within,
} from "../language/expectation.ts";
import { withPresence } from "../language/members/withPresence.ts";
import { get } from "../language/persistentMap.ts";
import { viewSettings } from "../language/serviceSettings.ts";
import type { Deployment, Service, State, TaskSet } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { network, strategy } from "../placement/placementView.ts";
import { isPerhapsRolledBack, mayRun } from "../resources/rolledBack.ts";
import { tagList } from "../resources/tag.ts";
import { daemonCount, isDaemon } from "./daemon.ts";
import { viewEvents } from "./eventsView.ts";
import { boundsFor, isSettling, mustConverge, primaryOf, serviceArn } from "./service.ts";
import { deploymentArn, isHistoryKnown } from "./serviceDeployment.ts";
import { isGone, livingSets, viewTaskSet } from "./taskSet.ts";

/**
 * A service as replies show it (rows SV2, SV3, SV30, DP1–DP5). Tags are shown on request and by CreateService; row T8
 * does not mention other writes.
 */
export function viewService(state: State, service: Service, context: Context, tags: "shown" | "hidden" | "open"): Mark {
  const members: Record<string, Expected> = {
    serviceArn: serviceArn(service),
    serviceName: service.name,
    clusterArn: arn("cluster", service.cluster),
    status: statusOf(service, context),
    desiredCount:
      isDaemon(service) && service.status === "ACTIVE" ? daemonCount(state, service, context) : service.desiredCount,
    createdAt: time(`«time:created/${service.call}»`),
    ...counts(state, service, context),
  };
  if (service.status === "ACTIVE") {
    Object.assign(members, configuration(service), byController[service.controller](state, service, context));
    // A service without tags has no such member in the reply that makes it (row P8).
    const ownTags = service.tags.length === 0 ? maybe([]) : tagList(service.tags);
    members.tags = tags === "shown" ? ownTags : tags === "hidden" ? maybe([]) : any;
  }
  members.events = viewEvents(state, service, context);
  if (service.controller === "ECS") withPresence("Service", members, givenTo(service));
  return view("service", `${service.cluster}/${service.name}`, members as Members);
}

/** The members that depend on the controller. */
const byController = {
  ECS: own,
  EXTERNAL: external,
  CODE_DEPLOY: () => ({
    taskDefinition: any,
    deployments: either(absent, []),
    taskSets: any,
    currentServiceDeployment: any,
    deploymentController: { type: "CODE_DEPLOY" },
  }),
};

/** Members that a request set, or may have set: a reply must not contain them otherwise. */
const givenTo = ({ networkConfiguration, capacityProviderStrategy, launchType }: Service): object => ({
  ...(networkConfiguration === undefined ? {} : { networkConfiguration }),
  ...(capacityProviderStrategy.length > 0 || launchType === undefined ? { capacityProviderStrategy } : {}),
});

/** The definition, deployments and counts of a service with the ECS controller (rows DP1, SD7). */
function own(state: State, service: Service, context: Context): Record<string, Expected> {
  const newest = service.history.at(-1);
  const known = newest !== undefined && isHistoryKnown(service) && !service.knowledge.tasksEverExit;
  return {
    taskDefinition: definitionOf(service),
    deployments: deployments(state, service, context),
    currentServiceDeployment: known ? maybe(deploymentArn(service, newest)) : any,
  };
}

/** Task sets instead of deployments (row SV2b), which define where its tasks run. */
function external(state: State, service: Service, context: Context): Record<string, Expected> {
  const views = (sets: readonly TaskSet[]) => sets.map((set) => viewTaskSet(state, service, set, context, "open"));
  const deleted = service.taskSets.filter(({ status }) => status === "DRAINING");
  const draining = deleted.filter((set) => !isGone(service, set, context));
  const sets = unordered(views(livingSets(service)), "taskSetArn", { optional: views(draining) });
  return {
    deployments: service.taskSets.length === 0 ? [] : any,
    taskSets: draining.length < deleted.length ? at("converges", sets) : sets,
    launchType: any,
    capacityProviderStrategy: any,
    platformVersion: any,
    networkConfiguration: any,
    deploymentController: { type: "EXTERNAL" },
  };
}

function statusOf(service: Service, context: Context): Expected {
  if (service.status === "ACTIVE") return "ACTIVE";
  if (service.knowledge.drained) return "INACTIVE";
  if (context.rest && (context.tasks || !service.knowledge.everWanted)) return at("converges", "INACTIVE");
  return among(["DRAINING", "INACTIVE"]);
}

/**
 * Running and pending tasks: within the rollout's bounds at every moment, the desired count at rest (rows DP3, DP5,
 * CC6).
 */
function counts(state: State, service: Service, context: Context): Record<string, Expected> {
  if (service.knowledge.drained && service.status !== "ACTIVE") return { runningCount: 0, pendingCount: 0 };
  if (!service.knowledge.everWanted) return { runningCount: 0, pendingCount: 0 };
  if (context.rest && mustConverge(state, service, context))
    return { runningCount: at("converges", service.desiredCount), pendingCount: at("converges", 0) };
  if (context.rest && service.protectedTasks.length > 0 && isSettling(state, service, context))
    return { runningCount: withProtected(state, service), pendingCount: at("converges", 0) };
  const { least, most, observedAtRest } = service.bounds;
  const low =
    observedAtRest && !service.knowledge.tasksEverExit && service.status === "ACTIVE" && context.tasks ? least : 0;
  return { runningCount: within(low, most), pendingCount: within(0, most) };
}

/** Protected tasks stay in addition to the desired ones, in a scale-in and in a rollout (row TK15). */
function withProtected(state: State, service: Service): Expected {
  const tasks = get(state.clusters, service.cluster)?.tasks ?? {};
  // A task that was protected before its service was known counts for every service to which it may belong.
  const kept = service.protectedTasks
    .map((id) => get(tasks, id))
    .filter((task) => task?.keptByProtection && task.service === service.name);
  return within(kept.length, service.desiredCount + service.protectedTasks.length, "converges");
}

/** A circuit breaker may have rolled back to an earlier definition by itself (row DP9). */
function definitionOf(service: Service): Expected {
  const [present = "", ...earlier] = mayRun(service).map((key) => arn("task-definition", key));
  return earlier.length === 0 ? present : either(present, ...earlier);
}

function deployments(state: State, service: Service, context: Context): Expected {
  if (service.trips !== undefined && context.rest && context.containers && hasRoom(service))
    return tripped(service.trips, service.protectedTasks.length > 0);
  if (service.knowledge.tasksEverExit) return any;
  const isComplete = context.rest && mustConverge(state, service, context);
  const newest = viewDeployment(service, primaryOf(service), isComplete ? "completed" : "newest");
  const primary = context.rest && fillsUp(state, service, context) ? { ...newest, ...filledUp(service) } : newest;
  const earlier = service.deployments.slice(0, -1).map((deployment) => viewDeployment(service, deployment, "earlier"));
  if (!isComplete) return unordered([primary], "id", { optional: earlier });
  return at("converges", unordered([primary], "id"));
}

/** With protected tasks, the newest deployment reaches its count only when the bounds permit both (rows TK15, DP3). */
const fillsUp = (state: State, service: Service, context: Context): boolean =>
  service.protectedTasks.length > 0 && isSettling(state, service, context) && hasRoom(service);

/**
 * Protected tasks may use up the bounds completely, so that a rollout neither progresses nor fails while they exist.
 */
const hasRoom = ({ desiredCount, deploymentConfiguration, protectedTasks }: Service): boolean =>
  protectedTasks.length === 0 ||
  boundsFor(desiredCount, deploymentConfiguration).most >= desiredCount + protectedTasks.length;

const filledUp = ({ desiredCount, protectedTasks }: Service): Record<string, Expected> => ({
  runningCount: within(desiredCount, desiredCount + protectedTasks.length, "converges"),
});

/**
 * After the circuit breaker has tripped: FAILED, or rolled back to the earlier definition by a deployment of its own
 * (rows DP2, DP9). That deployment stays in progress as long as protected tasks of an earlier one exist (row TK15).
 */
function tripped({ rollsBackTo }: NonNullable<Service["trips"]>, hasProtectedTasks: boolean): Expected {
  const rolloutState = hasProtectedTasks ? among(["IN_PROGRESS", "COMPLETED"]) : "COMPLETED";
  const primary =
    rollsBackTo === undefined
      ? { status: "PRIMARY", rolloutState: "FAILED" }
      : { status: "PRIMARY", rolloutState, taskDefinition: arn("task-definition", rollsBackTo) };
  const others = Array<Expected>(5).fill({ status: either("ACTIVE", "INACTIVE") });
  return at("converges", unordered([primary], "status", { optional: others }));
}

/** A deployment in its service's description; `completed` is the newest one when its count must be reached. */
function viewDeployment(service: Service, deployment: Deployment, stage: "completed" | "newest" | "earlier"): Members {
  return withPresence("Deployment", {
    id: deployment.id,
    status: stage === "earlier" ? "ACTIVE" : "PRIMARY",
    taskDefinition: arn("task-definition", deployment.taskDefinition),
    createdAt: time(`«time:created/${deployment.id}»`),
    ...(stage === "completed"
      ? {
          desiredCount: at("converges", service.desiredCount),
          runningCount: at("converges", service.desiredCount),
          pendingCount: at("converges", 0),
        }
      : {
          ...(stage === "newest" ? { desiredCount: followed(service) } : {}),
          runningCount: within(0, service.bounds.most),
          pendingCount: within(0, service.bounds.most),
        }),
    rolloutState: maybe(rolloutStates[stage]),
  }) as Members;
}

const rolloutStates = {
  completed: at("converges", "COMPLETED"),
  newest: among(["IN_PROGRESS", "COMPLETED"]),
  earlier: among(["IN_PROGRESS", "COMPLETED", "FAILED"]),
};

/** A new deployment begins at 0, and one that goes on follows the service's desired count later (row SV25). */
const followed = ({ desiredCount, bounds }: Service): Expected => within(0, Math.max(desiredCount, bounds.most));

/** A disabled circuit breaker means the same as none; the recent members may be absent (row SV2). */
function breakerOf({ enable, rollback, resetOnHealthyTask, threshold }: Service["deploymentConfiguration"]): Expected {
  const recent = {
    resetOnHealthyTask: maybe(resetOnHealthyTask),
    thresholdConfiguration: maybe({ type: threshold.type ?? any, value: threshold.value ?? any }),
  };
  return enable || rollback
    ? { enable, rollback, ...recent }
    : maybe({ enable: maybe(false), rollback: maybe(false), ...recent });
}

/** The requested configuration, with the defaults of rows SV2 and SV3 filled in. */
function configuration(service: Service): Record<string, Expected> {
  const { maximumPercent, minimumHealthyPercent } = service.deploymentConfiguration;
  return {
    ...(service.capacityProviderStrategy.length > 0
      ? { capacityProviderStrategy: strategy(service.capacityProviderStrategy) }
      : { launchType: service.launchType ?? "EC2" }),
    schedulingStrategy: service.schedulingStrategy,
    deploymentConfiguration: {
      maximumPercent,
      minimumHealthyPercent,
      deploymentCircuitBreaker: breakerOf(service.deploymentConfiguration),
    },
    deploymentController: either(absent, { type: "ECS" }),
    ...viewSettings(service.settings),
    ...(service.networkConfiguration === undefined
      ? {}
      : { networkConfiguration: isPerhapsRolledBack(service) ? any : network(service.networkConfiguration) }),
    ...(service.launchType === "FARGATE" ? { platformVersion: service.platformVersion ?? "LATEST" } : {}),
  };
}
