import type { OperationName } from "../requestShapes.ts";
import type { Simulation } from "../simulation.ts";
import { CreateCluster } from "./CreateCluster.ts";
import { CreateService } from "./CreateService.ts";
import {
  DeleteCluster,
  DescribeClusters,
  ListClusters,
  PutClusterCapacityProviders,
  UpdateCluster,
  UpdateClusterSettings,
} from "./clusters.ts";
import { ListAccountSettings } from "./ListAccountSettings.ts";
import { RegisterTaskDefinition } from "./RegisterTaskDefinition.ts";
import { RunTask } from "./RunTask.ts";
import { DeleteService, DescribeServices, ListServices } from "./services.ts";
import { ListTagsForResource, TagResource, UntagResource } from "./tags.ts";
import {
  DeleteTaskDefinitions,
  DeregisterTaskDefinition,
  DescribeTaskDefinition,
  ListTaskDefinitionFamilies,
  ListTaskDefinitions,
} from "./taskDefinitions.ts";
import { DescribeTasks, ListTasks, StopTask } from "./tasks.ts";
import { UpdateService } from "./UpdateService.ts";

/** What one operation does: it answers, or it throws an `EcsError` before it has changed anything. */
type Operation = (sim: Simulation, input: Record<string, unknown>) => object;

/** All operations by name. What reaches them has passed the check of its shape. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  CreateCluster,
  DescribeClusters,
  ListClusters,
  DeleteCluster,
  UpdateCluster,
  UpdateClusterSettings,
  PutClusterCapacityProviders,
  RegisterTaskDefinition,
  DescribeTaskDefinition,
  DeregisterTaskDefinition,
  DeleteTaskDefinitions,
  ListTaskDefinitions,
  ListTaskDefinitionFamilies,
  CreateService,
  UpdateService,
  DeleteService,
  DescribeServices,
  ListServices,
  RunTask,
  StopTask,
  DescribeTasks,
  ListTasks,
  TagResource,
  UntagResource,
  ListTagsForResource,
  ListAccountSettings,
};
