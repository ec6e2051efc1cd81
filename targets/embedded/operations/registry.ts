import type { OperationName } from "../shapes/requestShapes.ts";
import type { Simulation } from "../simulation.ts";
import {
  DeleteAccountSetting,
  ListAccountSettings,
  PutAccountSetting,
  PutAccountSettingDefault,
} from "./accountSettings.ts";
import {
  DiscoverPollEndpoint,
  RegisterContainerInstance,
  SubmitAttachmentStateChanges,
  SubmitContainerStateChange,
  SubmitTaskStateChange,
} from "./agents.ts";
import { DeleteAttributes, ListAttributes, PutAttributes } from "./attributes.ts";
import { CreateCluster } from "./CreateCluster.ts";
import { CreateService } from "./CreateService.ts";
import { CreateTaskSet } from "./CreateTaskSet.ts";
import {
  CreateCapacityProvider,
  DeleteCapacityProvider,
  DescribeCapacityProviders,
  UpdateCapacityProvider,
} from "./capacityProviders.ts";
import {
  DeleteCluster,
  DescribeClusters,
  ListClusters,
  PutClusterCapacityProviders,
  UpdateCluster,
  UpdateClusterSettings,
} from "./clusters.ts";
import {
  DeregisterContainerInstance,
  DescribeContainerInstances,
  ListContainerInstances,
  UpdateContainerAgent,
  UpdateContainerInstancesState,
} from "./containerInstances.ts";
import { ExecuteCommand } from "./ExecuteCommand.ts";
import { ListDaemons } from "./ListDaemons.ts";
import { ListServicesByNamespace } from "./ListServicesByNamespace.ts";
import { RegisterTaskDefinition } from "./RegisterTaskDefinition.ts";
import { RunTask } from "./RunTask.ts";
import { StartTask } from "./StartTask.ts";
import {
  ContinueServiceDeployment,
  DescribeServiceDeployments,
  DescribeServiceRevisions,
  ListServiceDeployments,
  StopServiceDeployment,
} from "./serviceDeployments.ts";
import { DeleteService, DescribeServices, ListServices } from "./services.ts";
import { ListTagsForResource, TagResource, UntagResource } from "./tags.ts";
import {
  DeleteTaskDefinitions,
  DeregisterTaskDefinition,
  DescribeTaskDefinition,
  ListTaskDefinitionFamilies,
  ListTaskDefinitions,
} from "./taskDefinitions.ts";
import { GetTaskProtection, UpdateTaskProtection } from "./taskProtection.ts";
import { DeleteTaskSet, DescribeTaskSets, UpdateServicePrimaryTaskSet, UpdateTaskSet } from "./taskSets.ts";
import { DescribeTasks, ListTasks, StopTask } from "./tasks.ts";
import { UpdateService } from "./UpdateService.ts";

/** Performs an operation: returns the reply, or throws an `EcsError` before it has changed anything. */
type Operation = (sim: Simulation, input: Record<string, unknown>) => object;

/** All operations by name. The shapes of their inputs have been checked. */
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
  PutAccountSetting,
  PutAccountSettingDefault,
  DeleteAccountSetting,
  CreateCapacityProvider,
  DescribeCapacityProviders,
  UpdateCapacityProvider,
  DeleteCapacityProvider,
  PutAttributes,
  DeleteAttributes,
  ListAttributes,
  RegisterContainerInstance,
  DeregisterContainerInstance,
  DescribeContainerInstances,
  ListContainerInstances,
  UpdateContainerInstancesState,
  UpdateContainerAgent,
  StartTask,
  DiscoverPollEndpoint,
  SubmitTaskStateChange,
  SubmitContainerStateChange,
  SubmitAttachmentStateChanges,
  CreateTaskSet,
  DeleteTaskSet,
  DescribeTaskSets,
  UpdateTaskSet,
  UpdateServicePrimaryTaskSet,
  ListDaemons,
  ListServiceDeployments,
  DescribeServiceDeployments,
  DescribeServiceRevisions,
  StopServiceDeployment,
  ContinueServiceDeployment,
  ListServicesByNamespace,
  GetTaskProtection,
  UpdateTaskProtection,
  ExecuteCommand,
};
