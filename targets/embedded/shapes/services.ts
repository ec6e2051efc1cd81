import {
  constraints,
  flag,
  integer,
  network,
  page,
  placementStrategy,
  strategy,
  tags,
  text,
  texts,
} from "./members.ts";
import type { Shape, Structure } from "./shape.ts";

const deploymentConfiguration = {
  deploymentCircuitBreaker: {
    enable: flag,
    rollback: flag,
    resetOnHealthyTask: flag,
    thresholdConfiguration: { type: text, value: integer },
  },
  maximumPercent: integer,
  minimumHealthyPercent: integer,
  alarms: { alarmNames: texts, enable: flag, rollback: flag },
  strategy: text,
  bakeTimeInMinutes: integer,
  lifecycleHooks: "any",
  linearConfiguration: "any",
  canaryConfiguration: "any",
} as const satisfies Structure;

const managedEBSVolume = {
  encrypted: flag,
  kmsKeyId: text,
  volumeType: text,
  sizeInGiB: integer,
  snapshotId: text,
  volumeInitializationRate: integer,
  iops: integer,
  throughput: integer,
  tagSpecifications: "any",
  roleArn: text,
  filesystemType: text,
} as const satisfies Structure;

/** The members of both CreateService and UpdateService. */
const serviceMembers = {
  cluster: text,
  taskDefinition: text,
  desiredCount: integer,
  availabilityZoneRebalancing: text,
  loadBalancers: [
    {
      targetGroupArn: text,
      loadBalancerName: text,
      containerName: text,
      containerPort: integer,
      advancedConfiguration: "any",
    },
  ],
  serviceRegistries: [{ registryArn: text, port: integer, containerName: text, containerPort: integer }],
  capacityProviderStrategy: strategy,
  platformVersion: text,
  deploymentConfiguration,
  deploymentController: { type: text },
  placementConstraints: constraints,
  placementStrategy,
  networkConfiguration: network,
  healthCheckGracePeriodSeconds: integer,
  enableECSManagedTags: flag,
  propagateTags: text,
  enableExecuteCommand: flag,
  serviceConnectConfiguration: {
    enabled: flag,
    namespace: text,
    services: [
      {
        portName: text,
        discoveryName: text,
        clientAliases: [{ port: integer, dnsName: text, testTrafficRules: "any" }],
        ingressPortOverride: integer,
        timeout: "any",
        tls: "any",
      },
    ],
    logConfiguration: "any",
    accessLogConfiguration: "any",
  },
  volumeConfigurations: [{ name: text, managedEBSVolume }],
  vpcLatticeConfigurations: "any",
  monitoring: { metricConfigurations: [{ metricNames: texts, resolutionSeconds: integer }] },
} as const satisfies Structure;

/** The requests about services. */
export const serviceShapes = {
  CreateService: {
    ...serviceMembers,
    serviceName: text,
    clientToken: text,
    launchType: text,
    role: text,
    schedulingStrategy: text,
    tags,
  },
  UpdateService: { ...serviceMembers, service: text, forceNewDeployment: flag },
  DeleteService: { cluster: text, service: text, force: flag },
  DescribeServices: { cluster: text, services: texts, include: texts },
  ListServices: { cluster: text, launchType: text, schedulingStrategy: text, resourceManagementType: text, ...page },
  ListServicesByNamespace: { namespace: text, ...page },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;
