import type * as ecs from "@aws-sdk/client-ecs";

/** The input of each operation the model knows, as the Smithy model of the installed SDK types it. */
export interface Inputs {
  CreateCluster: ecs.CreateClusterRequest;
  DescribeClusters: ecs.DescribeClustersRequest;
  ListClusters: ecs.ListClustersRequest;
  DeleteCluster: ecs.DeleteClusterRequest;
  UpdateCluster: ecs.UpdateClusterRequest;
  UpdateClusterSettings: ecs.UpdateClusterSettingsRequest;
  PutClusterCapacityProviders: ecs.PutClusterCapacityProvidersRequest;
  CreateCapacityProvider: ecs.CreateCapacityProviderRequest;
  DeleteCapacityProvider: ecs.DeleteCapacityProviderRequest;
  DescribeCapacityProviders: ecs.DescribeCapacityProvidersRequest;
  UpdateCapacityProvider: ecs.UpdateCapacityProviderRequest;
  RegisterTaskDefinition: ecs.RegisterTaskDefinitionRequest;
  DescribeTaskDefinition: ecs.DescribeTaskDefinitionRequest;
  ListTaskDefinitions: ecs.ListTaskDefinitionsRequest;
  ListTaskDefinitionFamilies: ecs.ListTaskDefinitionFamiliesRequest;
  DeregisterTaskDefinition: ecs.DeregisterTaskDefinitionRequest;
  DeleteTaskDefinitions: ecs.DeleteTaskDefinitionsRequest;
  CreateService: ecs.CreateServiceRequest;
  UpdateService: ecs.UpdateServiceRequest;
  DeleteService: ecs.DeleteServiceRequest;
  DescribeServices: ecs.DescribeServicesRequest;
  ListServices: ecs.ListServicesRequest;
  RunTask: ecs.RunTaskRequest;
  StopTask: ecs.StopTaskRequest;
  DescribeTasks: ecs.DescribeTasksRequest;
  ListTasks: ecs.ListTasksRequest;
  TagResource: ecs.TagResourceRequest;
  UntagResource: ecs.UntagResourceRequest;
  ListTagsForResource: ecs.ListTagsForResourceRequest;
  ListAccountSettings: ecs.ListAccountSettingsRequest;
  PutAccountSetting: ecs.PutAccountSettingRequest;
  PutAccountSettingDefault: ecs.PutAccountSettingDefaultRequest;
  DeleteAccountSetting: ecs.DeleteAccountSettingRequest;
  PutAttributes: ecs.PutAttributesRequest;
  DeleteAttributes: ecs.DeleteAttributesRequest;
  ListAttributes: ecs.ListAttributesRequest;
  CreateTaskSet: ecs.CreateTaskSetRequest;
  DeleteTaskSet: ecs.DeleteTaskSetRequest;
  DescribeTaskSets: ecs.DescribeTaskSetsRequest;
  UpdateTaskSet: ecs.UpdateTaskSetRequest;
  UpdateServicePrimaryTaskSet: ecs.UpdateServicePrimaryTaskSetRequest;
  ListServiceDeployments: ecs.ListServiceDeploymentsRequest;
  DescribeServiceDeployments: ecs.DescribeServiceDeploymentsRequest;
  DescribeServiceRevisions: ecs.DescribeServiceRevisionsRequest;
  StopServiceDeployment: ecs.StopServiceDeploymentRequest;
  ContinueServiceDeployment: ecs.ContinueServiceDeploymentRequest;
  ListServicesByNamespace: ecs.ListServicesByNamespaceRequest;
  GetTaskProtection: ecs.GetTaskProtectionRequest;
  UpdateTaskProtection: ecs.UpdateTaskProtectionRequest;
  ExecuteCommand: ecs.ExecuteCommandRequest;
  RegisterContainerInstance: ecs.RegisterContainerInstanceRequest;
  DeregisterContainerInstance: ecs.DeregisterContainerInstanceRequest;
  DescribeContainerInstances: ecs.DescribeContainerInstancesRequest;
  ListContainerInstances: ecs.ListContainerInstancesRequest;
  UpdateContainerInstancesState: ecs.UpdateContainerInstancesStateRequest;
  UpdateContainerAgent: ecs.UpdateContainerAgentRequest;
  StartTask: ecs.StartTaskRequest;
  DiscoverPollEndpoint: ecs.DiscoverPollEndpointRequest;
  SubmitTaskStateChange: ecs.SubmitTaskStateChangeRequest;
  SubmitContainerStateChange: ecs.SubmitContainerStateChangeRequest;
  SubmitAttachmentStateChanges: ecs.SubmitAttachmentStateChangesRequest;
}

export type Operation = keyof Inputs;

/** An input as it stands in a request: any member may be missing, whatever the API calls required. */
export type Input<Op extends Operation> = { [Member in keyof Inputs[Op]]?: Inputs[Op][Member] | undefined };

/** Operations that only read: they run on the frozen state and may be repeated at will. */
export const isRead = (operation: string): boolean => /^(Describe|List|Get|Discover)/.test(operation);

/** An operation as the AWS CLI names it: `create-cluster`. */
export const cliCommand = (operation: string): string =>
  operation.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "-").toLowerCase();
