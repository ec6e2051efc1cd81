import { page, pairs, strategy, tags, text, texts } from "./members.ts";
import type { Shape } from "./shape.ts";

/** The requests about clusters. */
export const clusterShapes = {
  CreateCluster: {
    clusterName: text,
    tags,
    settings: pairs,
    configuration: { executeCommandConfiguration: "any", managedStorageConfiguration: "any" },
    capacityProviders: texts,
    defaultCapacityProviderStrategy: strategy,
    serviceConnectDefaults: { namespace: text },
  },
  DescribeClusters: { clusters: texts, include: texts },
  ListClusters: page,
  ListDaemons: { clusterArn: text, capacityProviderArns: texts, ...page },
  DeleteCluster: { cluster: text },
  UpdateCluster: {
    cluster: text,
    settings: pairs,
    configuration: { executeCommandConfiguration: "any", managedStorageConfiguration: "any" },
    serviceConnectDefaults: { namespace: text },
  },
  UpdateClusterSettings: { cluster: text, settings: pairs },
  PutClusterCapacityProviders: {
    cluster: text,
    capacityProviders: texts,
    defaultCapacityProviderStrategy: strategy,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;
