import type { Operation } from "../model/operation.ts";
import { CreateCluster } from "./CreateCluster.ts";
import type { CommandKind } from "./command.ts";
import { DeleteCluster } from "./DeleteCluster.ts";
import { DescribeClusters } from "./DescribeClusters.ts";
import { ListClusters } from "./ListClusters.ts";
import { PutClusterCapacityProviders } from "./PutClusterCapacityProviders.ts";
import { UpdateCluster } from "./UpdateCluster.ts";

/** Every operation's commands; the compiler names the line that is missing. */
export const kinds: { readonly [Op in Operation]?: CommandKind } = {
  CreateCluster,
  DeleteCluster,
  DescribeClusters,
  ListClusters,
  PutClusterCapacityProviders,
  UpdateCluster,
};
