import { CreateCluster } from "./CreateCluster.ts";
import { DeleteCluster } from "./DeleteCluster.ts";
import { DescribeClusters } from "./DescribeClusters.ts";
import { ListClusters } from "./ListClusters.ts";
import type { Operation } from "./operation.ts";
import { PutClusterCapacityProviders } from "./PutClusterCapacityProviders.ts";
import type { Step } from "./step.ts";
import { UpdateCluster } from "./UpdateCluster.ts";

/** Every operation's step; the compiler names the line that is missing. */
export const steps: { readonly [Op in Operation]?: Step<Op> } = {
  CreateCluster,
  DeleteCluster,
  DescribeClusters,
  ListClusters,
  PutClusterCapacityProviders,
  UpdateCluster,
};

/** Operations that only read: they run on the frozen state and may be repeated at will. */
export const isRead = (operation: string): boolean => /^(Describe|List|Get|Discover)/.test(operation);
