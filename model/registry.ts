import { ContinueServiceDeployment } from "./ContinueServiceDeployment.ts";
import { CreateCapacityProvider } from "./CreateCapacityProvider.ts";
import { CreateCluster } from "./CreateCluster.ts";
import { CreateService } from "./CreateService.ts";
import { CreateTaskSet } from "./CreateTaskSet.ts";
import { DeleteAccountSetting } from "./DeleteAccountSetting.ts";
import { DeleteAttributes } from "./DeleteAttributes.ts";
import { DeleteCapacityProvider } from "./DeleteCapacityProvider.ts";
import { DeleteCluster } from "./DeleteCluster.ts";
import { DeleteService } from "./DeleteService.ts";
import { DeleteTaskDefinitions } from "./DeleteTaskDefinitions.ts";
import { DeleteTaskSet } from "./DeleteTaskSet.ts";
import { DeregisterContainerInstance } from "./DeregisterContainerInstance.ts";
import { DeregisterTaskDefinition } from "./DeregisterTaskDefinition.ts";
import { DescribeCapacityProviders } from "./DescribeCapacityProviders.ts";
import { DescribeClusters } from "./DescribeClusters.ts";
import { DescribeContainerInstances } from "./DescribeContainerInstances.ts";
import { DescribeServiceDeployments } from "./DescribeServiceDeployments.ts";
import { DescribeServiceRevisions } from "./DescribeServiceRevisions.ts";
import { DescribeServices } from "./DescribeServices.ts";
import { DescribeTaskDefinition } from "./DescribeTaskDefinition.ts";
import { DescribeTaskSets } from "./DescribeTaskSets.ts";
import { DescribeTasks } from "./DescribeTasks.ts";
import { DiscoverPollEndpoint } from "./DiscoverPollEndpoint.ts";
import { ExecuteCommand } from "./ExecuteCommand.ts";
import { GetTaskProtection } from "./GetTaskProtection.ts";
import { ListAccountSettings } from "./ListAccountSettings.ts";
import { ListAttributes } from "./ListAttributes.ts";
import { ListClusters } from "./ListClusters.ts";
import { ListContainerInstances } from "./ListContainerInstances.ts";
import { ListDaemons } from "./ListDaemons.ts";
import { ListServiceDeployments } from "./ListServiceDeployments.ts";
import { ListServices } from "./ListServices.ts";
import { ListServicesByNamespace } from "./ListServicesByNamespace.ts";
import { ListTagsForResource } from "./ListTagsForResource.ts";
import { ListTaskDefinitionFamilies } from "./ListTaskDefinitionFamilies.ts";
import { ListTaskDefinitions } from "./ListTaskDefinitions.ts";
import { ListTasks } from "./ListTasks.ts";
import type { Card } from "./language/card.ts";
import type { ApiOperation } from "./language/operation.ts";
import { PutAccountSetting } from "./PutAccountSetting.ts";
import { PutAccountSettingDefault } from "./PutAccountSettingDefault.ts";
import { PutAttributes } from "./PutAttributes.ts";
import { PutClusterCapacityProviders } from "./PutClusterCapacityProviders.ts";
import { RegisterContainerInstance } from "./RegisterContainerInstance.ts";
import { RegisterTaskDefinition } from "./RegisterTaskDefinition.ts";
import { RunTask } from "./RunTask.ts";
import { StartTask } from "./StartTask.ts";
import { StopServiceDeployment } from "./StopServiceDeployment.ts";
import { StopTask } from "./StopTask.ts";
import { SubmitAttachmentStateChanges } from "./SubmitAttachmentStateChanges.ts";
import { SubmitContainerStateChange } from "./SubmitContainerStateChange.ts";
import { SubmitTaskStateChange } from "./SubmitTaskStateChange.ts";
import { TagResource } from "./TagResource.ts";
import { UntagResource } from "./UntagResource.ts";
import { UpdateCapacityProvider } from "./UpdateCapacityProvider.ts";
import { UpdateCluster } from "./UpdateCluster.ts";
import { UpdateClusterSettings } from "./UpdateClusterSettings.ts";
import { UpdateContainerAgent } from "./UpdateContainerAgent.ts";
import { UpdateContainerInstancesState } from "./UpdateContainerInstancesState.ts";
import { UpdateService } from "./UpdateService.ts";
import { UpdateServicePrimaryTaskSet } from "./UpdateServicePrimaryTaskSet.ts";
import { UpdateTaskProtection } from "./UpdateTaskProtection.ts";
import { UpdateTaskSet } from "./UpdateTaskSet.ts";

/**
 * The operations of the model, in the only list of them. An operation without a line here has no command and no test.
 */
export const operations = {
  RegisterTaskDefinition,
  DescribeTaskDefinition,
  ListTaskDefinitions,
  ListTaskDefinitionFamilies,
  DeregisterTaskDefinition,
  DeleteTaskDefinitions,
  TagResource,
  UntagResource,
  ListTagsForResource,
  ListAccountSettings,
  CreateCluster,
  ListTasks,
  DescribeTasks,
  StopTask,
  RunTask,
  ListServices,
  DescribeServices,
  DeleteService,
  UpdateService,
  CreateService,
  DeleteCluster,
  DescribeClusters,
  ListClusters,
  PutClusterCapacityProviders,
  UpdateClusterSettings,
  CreateCapacityProvider,
  DeleteCapacityProvider,
  DescribeCapacityProviders,
  UpdateCapacityProvider,
  PutAccountSetting,
  PutAccountSettingDefault,
  DeleteAccountSetting,
  PutAttributes,
  DeleteAttributes,
  ListAttributes,
  UpdateCluster,
  DeregisterContainerInstance,
  DescribeContainerInstances,
  DiscoverPollEndpoint,
  ListContainerInstances,
  RegisterContainerInstance,
  StartTask,
  SubmitAttachmentStateChanges,
  SubmitContainerStateChange,
  SubmitTaskStateChange,
  UpdateContainerAgent,
  UpdateContainerInstancesState,
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
} satisfies { readonly [Op in ApiOperation]?: Card & { readonly operation: Op } };

export type Operation = keyof typeof operations;

/** The card of an operation; undefined for those without rows. */
export const cardOf = (operation: string): Card | undefined =>
  Object.hasOwn(operations, operation) ? operations[operation as Operation] : undefined;
