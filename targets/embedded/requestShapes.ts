import type { Shape, Structure } from "./shapes.ts";

const text = "string";
const integer = "integer";
const flag = "boolean";
const texts = [text] as const;

const tags = [{ key: text, value: text }] as const;
const pairs = [{ name: text, value: text }] as const;
const strategy = [{ capacityProvider: text, weight: integer, base: integer }] as const;
const page = { nextToken: text, maxResults: integer } as const;
const network = {
  awsvpcConfiguration: { subnets: texts, securityGroups: texts, assignPublicIp: text },
} as const;
const constraints = [{ type: text, expression: text }] as const;
const placementStrategy = [{ type: text, field: text }] as const;
const storage = { sizeInGiB: integer } as const;

const containerDefinition = {
  name: text,
  image: text,
  repositoryCredentials: { credentialsParameter: text },
  cpu: integer,
  memory: integer,
  memoryReservation: integer,
  links: texts,
  portMappings: [
    {
      containerPort: integer,
      hostPort: integer,
      protocol: text,
      name: text,
      appProtocol: text,
      containerPortRange: text,
    },
  ],
  essential: flag,
  restartPolicy: { enabled: flag, ignoredExitCodes: [integer], restartAttemptPeriod: integer },
  entryPoint: texts,
  command: texts,
  environment: pairs,
  environmentFiles: [{ value: text, type: text }],
  mountPoints: [{ sourceVolume: text, containerPath: text, readOnly: flag }],
  volumesFrom: [{ sourceContainer: text, readOnly: flag }],
  linuxParameters: "any",
  secrets: [{ name: text, valueFrom: text }],
  dependsOn: [{ containerName: text, condition: text }],
  startTimeout: integer,
  stopTimeout: integer,
  versionConsistency: text,
  hostname: text,
  user: text,
  workingDirectory: text,
  disableNetworking: flag,
  privileged: flag,
  readonlyRootFilesystem: flag,
  dnsServers: texts,
  dnsSearchDomains: texts,
  extraHosts: [{ hostname: text, ipAddress: text }],
  dockerSecurityOptions: texts,
  interactive: flag,
  pseudoTerminal: flag,
  dockerLabels: "strings",
  ulimits: [{ name: text, softLimit: integer, hardLimit: integer }],
  logConfiguration: { logDriver: text, options: "strings", secretOptions: [{ name: text, valueFrom: text }] },
  healthCheck: { command: texts, interval: integer, timeout: integer, retries: integer, startPeriod: integer },
  systemControls: [{ namespace: text, value: text }],
  resourceRequirements: [{ value: text, type: text }],
  firelensConfiguration: { type: text, options: "strings" },
  credentialSpecs: texts,
} as const satisfies Structure;

const overrides = {
  containerOverrides: [
    {
      name: text,
      command: texts,
      environment: pairs,
      environmentFiles: [{ value: text, type: text }],
      cpu: integer,
      memory: integer,
      memoryReservation: integer,
      resourceRequirements: [{ value: text, type: text }],
    },
  ],
  cpu: text,
  memory: text,
  executionRoleArn: text,
  taskRoleArn: text,
  inferenceAcceleratorOverrides: [{ deviceName: text, deviceType: text }],
  ephemeralStorage: storage,
} as const satisfies Structure;

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

/** What CreateService and UpdateService have in common. */
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
  serviceConnectConfiguration: "any",
  volumeConfigurations: "any",
  vpcLatticeConfigurations: "any",
} as const satisfies Structure;

/** The members of each request, as the API names them. */
export const requestShapes = {
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
  RegisterTaskDefinition: {
    family: text,
    taskRoleArn: text,
    executionRoleArn: text,
    networkMode: text,
    containerDefinitions: [containerDefinition],
    volumes: "any",
    placementConstraints: constraints,
    requiresCompatibilities: texts,
    cpu: text,
    memory: text,
    tags,
    pidMode: text,
    ipcMode: text,
    proxyConfiguration: { type: text, containerName: text, properties: pairs },
    inferenceAccelerators: [{ deviceName: text, deviceType: text }],
    ephemeralStorage: storage,
    runtimePlatform: { cpuArchitecture: text, operatingSystemFamily: text },
    enableFaultInjection: flag,
  },
  DescribeTaskDefinition: { taskDefinition: text, include: texts },
  DeregisterTaskDefinition: { taskDefinition: text },
  DeleteTaskDefinitions: { taskDefinitions: texts },
  ListTaskDefinitions: { familyPrefix: text, status: text, sort: text, ...page },
  ListTaskDefinitionFamilies: { familyPrefix: text, status: text, ...page },
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
  RunTask: {
    cluster: text,
    taskDefinition: text,
    count: integer,
    capacityProviderStrategy: strategy,
    enableECSManagedTags: flag,
    enableExecuteCommand: flag,
    group: text,
    launchType: text,
    networkConfiguration: network,
    overrides,
    placementConstraints: constraints,
    placementStrategy,
    platformVersion: text,
    propagateTags: text,
    referenceId: text,
    startedBy: text,
    tags,
    clientToken: text,
    volumeConfigurations: "any",
  },
  StopTask: { cluster: text, task: text, reason: text },
  DescribeTasks: { cluster: text, tasks: texts, include: texts },
  ListTasks: {
    cluster: text,
    containerInstance: text,
    family: text,
    startedBy: text,
    serviceName: text,
    desiredStatus: text,
    launchType: text,
    daemonName: text,
    ...page,
  },
  TagResource: { resourceArn: text, tags },
  UntagResource: { resourceArn: text, tagKeys: texts },
  ListTagsForResource: { resourceArn: text },
  ListAccountSettings: { name: text, value: text, principalArn: text, effectiveSettings: flag, ...page },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;

export type OperationName = keyof typeof requestShapes;
