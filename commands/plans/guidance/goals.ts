import { values } from "../../../model/language/persistentMap.ts";
import { isFargate } from "../../../model/placement/placement.ts";
import type { Group } from "../../language/group.ts";
import { isLaunchable } from "../../pools/revisions.ts";
import { servicesIn } from "../../pools/services.ts";
import {
  about,
  cluster,
  clustersOf,
  definition,
  deletedByForce,
  deregistered,
  externalService,
  failedRollout,
  hasRevision,
  hasService,
  hasTask,
  isPlaced,
  isRunning,
  isSteady,
  runsOn,
  type Step,
  service,
  serviceInput,
  usedRevision,
  withSets,
} from "./steps.ts";

/** A state that chance seldom reaches, because several calls must follow each other. */
export interface Goal {
  readonly name: string;
  /** The subject of the rest of the plan. */
  readonly group: Group;
  readonly weight: number;
  readonly steps: readonly Step[];
}

export const goals: readonly Goal[] = [
  { name: "a rollout that failed", group: "services", weight: 2, steps: failedRollout(false) },
  { name: "a rollout that is rolled back", group: "services", weight: 2, steps: failedRollout(true) },
  {
    name: "a cluster that is being emptied",
    group: "clusters",
    weight: 1.5,
    steps: [
      cluster,
      definition,
      service,
      {
        operation: "UpdateService",
        holds: hasService(
          ({ status, desiredCount, knowledge }) => desiredCount === 0 && (status !== "ACTIVE" || knowledge.everWanted),
        ),
        input: about(isRunning, { desiredCount: 0 }),
      },
      {
        operation: "DeleteService",
        holds: hasService(({ status }) => status !== "ACTIVE"),
        input: about(({ status, desiredCount }) => status === "ACTIVE" && desiredCount === 0, {}),
      },
    ],
  },
  {
    name: "a service that is made again",
    group: "services",
    weight: 2,
    steps: [
      cluster,
      definition,
      service,
      deletedByForce,
      {
        operation: "CreateService",
        atRest: true,
        holds: hasService(({ status, knowledge }) => status === "ACTIVE" && knowledge.reusesName),
        input: serviceInput({}),
      },
    ],
  },
  {
    name: "a cluster that is made again",
    group: "services",
    weight: 1,
    steps: [
      cluster,
      {
        operation: "DeleteCluster",
        holds: ({ clusters }) =>
          values(clusters).some(({ status, incarnation }) => status !== "ACTIVE" || incarnation > 1),
      },
      { operation: "CreateCluster", holds: (state) => clustersOf(state).some(({ incarnation }) => incarnation > 1) },
      definition,
      service,
    ],
  },
  {
    name: "a service on a deregistered revision",
    group: "services",
    weight: 1.5,
    steps: [cluster, definition, service, deregistered],
  },
  {
    name: "a service on a revision that is being deleted",
    group: "definitions",
    weight: 1,
    steps: [
      cluster,
      definition,
      service,
      deregistered,
      {
        operation: "DeleteTaskDefinitions",
        holds: runsOn("DELETE_IN_PROGRESS"),
        input(random, run) {
          const taskDefinition = usedRevision(random, run, "INACTIVE");
          return taskDefinition === undefined ? undefined : { taskDefinitions: [taskDefinition] };
        },
      },
    ],
  },
  {
    name: "a protected task of a service",
    group: "protection",
    weight: 1,
    steps: [
      cluster,
      definition,
      service,
      {
        operation: "ListTasks",
        atRest: true,
        holds: () => false,
        input(random, run) {
          const { cluster, it } = random.pick(servicesIn(run, isRunning));
          return { cluster: cluster.name, serviceName: it.name };
        },
      },
      { operation: "UpdateTaskProtection", holds: hasService(({ protectedTasks }) => protectedTasks.length > 0) },
    ],
  },
  {
    name: "two task sets, one of them primary",
    group: "taskSets",
    weight: 1.5,
    steps: [
      cluster,
      definition,
      externalService,
      { operation: "CreateTaskSet", holds: withSets(1) },
      { operation: "CreateTaskSet", holds: withSets(2) },
      {
        operation: "UpdateServicePrimaryTaskSet",
        holds: withSets(2, ({ taskSets }) => taskSets.some(({ status }) => status === "PRIMARY")),
      },
    ],
  },
  {
    name: "a container instance that drains with tasks",
    group: "instances",
    weight: 1,
    steps: [
      cluster,
      {
        operation: "RegisterContainerInstance",
        holds: (state) => clustersOf(state).some(({ containerInstances }) => values(containerInstances).length > 0),
      },
      {
        operation: "RegisterTaskDefinition",
        holds: hasRevision((each) => isLaunchable(each) && isSteady(each) && !isFargate(each.definition)),
      },
      { operation: "RunTask", holds: hasTask(isPlaced) },
      {
        operation: "UpdateContainerInstancesState",
        atRest: true,
        holds: (state) =>
          clustersOf(state).some(({ containerInstances, tasks }) =>
            values(containerInstances).some(
              ({ id, status }) =>
                status === "DRAINING" && values(tasks).some((task) => isPlaced(task) && task.placedOn?.includes(id)),
            ),
          ),
      },
    ],
  },
];
