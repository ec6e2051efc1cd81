import { values } from "../../../model/language/persistentMap.ts";
import type { Revision, Service, State, Task } from "../../../model/language/state.ts";
import { isFargate } from "../../../model/placement/placement.ts";
import type { Operation } from "../../../model/registry.ts";
import { definitionKey, revisionByKey } from "../../../model/resources/definition.ts";
import { lifetimeOf } from "../../../model/resources/taskLifetime.ts";
import { placement } from "../../CreateService.ts";
import type { Random } from "../../language/random.ts";
import type { PlanInput } from "../../language/reference.ts";
import type { SymbolicRun } from "../../language/symbolicRun.ts";
import { activeClusters, clusterNames, serviceNames } from "../../pools/names.ts";
import { exactForm, isLaunchable, revisionForm, revisionsIn } from "../../pools/revisions.ts";
import { deploy } from "../../pools/rollouts.ts";
import { serviceForm, servicesIn } from "../../pools/services.ts";
import { successor } from "../../pools/successor.ts";

/** One step towards a goal: what it makes has everything that the steps before it make. */
export interface Step {
  readonly operation: Operation;
  /** Waits until the effects of earlier calls are at rest. */
  readonly atRest?: true;
  /** Has the state what this step makes? */
  readonly holds: (state: State) => boolean;
  /** An input that makes it; without this member, the input that the operation draws itself. */
  readonly input?: (random: Random, run: SymbolicRun) => PlanInput | undefined;
}

export const clustersOf = (state: State) => values(state.clusters).filter(({ status }) => status === "ACTIVE");

export const hasService =
  (wanted: (service: Service, state: State) => boolean) =>
  (state: State): boolean =>
    clustersOf(state).some(({ services }) => values(services).some((service) => wanted(service, state)));

export const hasRevision =
  (wanted: (revision: Revision) => boolean) =>
  ({ families }: State): boolean =>
    values(families).some(({ revisions }) => revisions.some(wanted));

export const isSteady = ({ definition }: Revision): boolean => lifetimeOf(definition).kind === "runs";

const isServiceable = (revision: Revision): boolean =>
  isLaunchable(revision) && isSteady(revision) && isFargate(revision.definition);

export const cluster: Step = {
  operation: "CreateCluster",
  holds: (state) => clustersOf(state).length > 0,
  input: (random) => ({ clusterName: random.pick(clusterNames) }),
};

export const definition: Step = { operation: "RegisterTaskDefinition", holds: hasRevision(isServiceable) };

/** A service with running tasks on Fargate, and with these settings. */
export const serviceInput =
  (settings: PlanInput) =>
  (random: Random, run: SymbolicRun): PlanInput | undefined => {
    const fit = revisionsIn(run, isServiceable);
    const live = activeClusters(run);
    if (fit.length === 0 || live.length === 0) return undefined;
    const revision = random.pick(fit);
    return {
      cluster: random.pick(live).name,
      serviceName: random.pick(serviceNames),
      taskDefinition: revisionForm(random, run, revision),
      desiredCount: random.whole(1, 3),
      ...placement(random, revision.definition),
      ...settings,
    };
  };

export const isRunning = ({ status, controller, desiredCount }: Service): boolean =>
  status === "ACTIVE" && controller === "ECS" && desiredCount > 0;

export const service: Step = {
  operation: "CreateService",
  holds: hasService((each) => isRunning(each) && !each.knowledge.tasksExit),
  input: serviceInput({}),
};

/** Cluster and name of a service, with more members. */
export const about =
  (wanted: (service: Service) => boolean, more: PlanInput) =>
  (random: Random, run: SymbolicRun): PlanInput | undefined => {
    const fit = servicesIn(run, wanted);
    if (fit.length === 0) return undefined;
    const home = random.pick(fit);
    return { cluster: home.cluster.name, service: serviceForm(random, run, home), ...more };
  };

export const deletedByForce: Step = {
  operation: "DeleteService",
  holds: hasService(({ status, knowledge }) => status !== "ACTIVE" || knowledge.reusesName),
  input: about(isRunning, { force: true }),
};

const isGuarded =
  (rollback: boolean) =>
  ({ deploymentConfiguration, ...each }: Service): boolean =>
    each.status === "ACTIVE" &&
    each.controller === "ECS" &&
    deploymentConfiguration.enable &&
    deploymentConfiguration.rollback === rollback;

/** A rollout to a definition whose tasks never start, under a circuit breaker. */
export function failedRollout(rollback: boolean): readonly Step[] {
  const guarded = isGuarded(rollback);
  const isFailing = (each: Service, state: State) => {
    const revision = revisionByKey(state, each.taskDefinition);
    return guarded(each) && each.deployments.length > 1 && revision !== undefined && !isSteady(revision);
  };
  const configuration = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback } } };
  return [
    cluster,
    definition,
    {
      operation: "CreateService",
      holds: hasService((each) => guarded(each) && each.desiredCount > 0),
      input: serviceInput(configuration),
    },
    {
      operation: "RegisterTaskDefinition",
      holds: (state) =>
        hasService(isFailing)(state) ||
        hasService((each) => {
          const [family] = each.taskDefinition.split(":");
          const latest = values(state.families)
            .find(({ name }) => name === family)
            ?.revisions.at(-1);
          return guarded(each) && latest?.status === "ACTIVE" && lifetimeOf(latest.definition).kind === "fails";
        })(state),
      input: successor,
    },
    { operation: "UpdateService", atRest: true, holds: hasService(isFailing), input: deploy },
  ];
}

export const usedRevision = (random: Random, run: SymbolicRun, status: Revision["status"]) => {
  const used = new Set(servicesIn(run, isRunning).map(({ it }) => it.taskDefinition));
  const fit = revisionsIn(run, (each) => each.status === status && used.has(definitionKey(each)));
  return fit.length === 0 ? undefined : exactForm(random, run, random.pick(fit));
};

/** A service runs a revision with one of these statuses. */
export const runsOn = (...statuses: readonly Revision["status"][]) =>
  hasService((each, state) => {
    const revision = revisionByKey(state, each.taskDefinition);
    return isRunning(each) && revision !== undefined && statuses.includes(revision.status);
  });

export const deregistered: Step = {
  operation: "DeregisterTaskDefinition",
  holds: runsOn("INACTIVE", "DELETE_IN_PROGRESS"),
  input(random, run) {
    const taskDefinition = usedRevision(random, run, "ACTIVE");
    return taskDefinition === undefined ? undefined : { taskDefinition };
  },
};

export const externalService: Step = {
  operation: "CreateService",
  holds: hasService(({ status, controller }) => status === "ACTIVE" && controller === "EXTERNAL"),
  input: (random, run) => ({
    cluster: random.pick(activeClusters(run)).name,
    serviceName: random.pick(serviceNames),
    desiredCount: random.whole(2, 5),
    deploymentController: { type: "EXTERNAL" },
  }),
};

export const withSets = (least: number, wanted: (service: Service) => boolean = () => true) =>
  hasService((each) => each.status === "ACTIVE" && each.taskSets.length >= least && wanted(each));

export const hasTask = (wanted: (task: Task, state: State) => boolean) => (state: State) =>
  clustersOf(state).some(({ tasks }) => values(tasks).some((task) => wanted(task, state)));

export const isPlaced = ({ placedOn, stopping }: Task): boolean => !stopping && (placedOn ?? []).length > 0;
