import { CreateCluster } from "./CreateCluster.ts";
import { CreateService } from "./CreateService.ts";
import { DeleteCluster } from "./DeleteCluster.ts";
import { DeleteService } from "./DeleteService.ts";
import { DeleteTaskDefinitions } from "./DeleteTaskDefinitions.ts";
import { DeregisterTaskDefinition } from "./DeregisterTaskDefinition.ts";
import { DescribeClusters } from "./DescribeClusters.ts";
import { DescribeServices } from "./DescribeServices.ts";
import { DescribeTaskDefinition } from "./DescribeTaskDefinition.ts";
import { DescribeTasks } from "./DescribeTasks.ts";
import { ListAccountSettings } from "./ListAccountSettings.ts";
import { ListClusters } from "./ListClusters.ts";
import { ListServices } from "./ListServices.ts";
import { ListTagsForResource } from "./ListTagsForResource.ts";
import { ListTaskDefinitionFamilies } from "./ListTaskDefinitionFamilies.ts";
import { ListTaskDefinitions } from "./ListTaskDefinitions.ts";
import { ListTasks } from "./ListTasks.ts";
import type { Operation } from "./operation.ts";
import { PutClusterCapacityProviders } from "./PutClusterCapacityProviders.ts";
import { RegisterTaskDefinition } from "./RegisterTaskDefinition.ts";
import { RunTask } from "./RunTask.ts";
import { StopTask } from "./StopTask.ts";
import type { Step } from "./step.ts";
import { TagResource } from "./TagResource.ts";
import { UntagResource } from "./UntagResource.ts";
import { UpdateCluster } from "./UpdateCluster.ts";
import { UpdateService } from "./UpdateService.ts";

/** Every operation's step; the compiler names the line that is missing. */
export const steps: { readonly [Op in Operation]?: Step<Op> } = {
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
  UpdateCluster,
};
