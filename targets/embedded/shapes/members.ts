import type { Structure } from "./shape.ts";

export const text = "string";
export const integer = "integer";
export const flag = "boolean";
export const texts = [text] as const;

export const tags = [{ key: text, value: text }] as const;
export const pairs = [{ name: text, value: text }] as const;
export const strategy = [{ capacityProvider: text, weight: integer, base: integer }] as const;
export const page = { nextToken: text, maxResults: integer } as const;
export const network = {
  awsvpcConfiguration: { subnets: texts, securityGroups: texts, assignPublicIp: text },
} as const;
export const constraints = [{ type: text, expression: text }] as const;
export const placementStrategy = [{ type: text, field: text }] as const;
export const storage = { sizeInGiB: integer } as const;

export const containerDefinition = {
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

export const overrides = {
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
export const serviceMembers = {
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
    services: "any",
    logConfiguration: "any",
    accessLogConfiguration: "any",
  },
  volumeConfigurations: "any",
  vpcLatticeConfigurations: "any",
} as const satisfies Structure;
