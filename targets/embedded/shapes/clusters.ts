import { flag, page, pairs, strategy, tags, text, texts } from "./members.ts";
import type { Shape } from "./shape.ts";

const configuration = {
  executeCommandConfiguration: {
    kmsKeyId: text,
    logging: text,
    logConfiguration: {
      cloudWatchLogGroupName: text,
      cloudWatchEncryptionEnabled: flag,
      s3BucketName: text,
      s3EncryptionEnabled: flag,
      s3KeyPrefix: text,
    },
  },
  managedStorageConfiguration: "any",
} as const;

/** The requests about clusters. */
export const clusterShapes = {
  CreateCluster: {
    clusterName: text,
    tags,
    settings: pairs,
    configuration,
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
    configuration,
    serviceConnectDefaults: { namespace: text },
  },
  UpdateClusterSettings: { cluster: text, settings: pairs },
  PutClusterCapacityProviders: {
    cluster: text,
    capacityProviders: texts,
    defaultCapacityProviderStrategy: strategy,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;
