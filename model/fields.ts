import type { RuleId } from "./rules.ts";

/** The row that says what a member of a described resource must be. */
const byMember: Readonly<Record<string, Readonly<Record<string, RuleId>>>> = {
  cluster: {
    clusterArn: "A1",
    status: "CL2",
    tags: "T8",
    settings: "CL9",
    statistics: "CL9",
    capacityProviders: "CL21",
    defaultCapacityProviderStrategy: "CL22",
    activeServicesCount: "CL2",
    runningTasksCount: "CL2",
    pendingTasksCount: "CL2",
  },
  service: {
    serviceArn: "A1",
    status: "SV30",
    desiredCount: "SV25",
    runningCount: "DP5",
    pendingCount: "DP5",
    taskDefinition: "SV27",
    deployments: "DP1",
    deploymentConfiguration: "SV2",
    launchType: "SV2",
    platformVersion: "SV3",
    createdAt: "CC7",
    tags: "T8",
  },
  task: {
    taskArn: "A1",
    lastStatus: "LC1",
    desiredStatus: "LC2",
    stopCode: "TK10",
    stoppedReason: "TK10",
    group: "A5",
    startedBy: "A5",
    createdAt: "CC7",
    containers: "TK3",
    version: "LC4",
    tags: "T8",
  },
  revision: {
    revision: "TD2",
    status: "TD22d",
    containerDefinitions: "TD7",
    volumes: "TD4",
    placementConstraints: "TD4",
    compatibilities: "TD6",
    requiresCompatibilities: "TD4",
    networkMode: "TD5",
    cpu: "TD9",
    memory: "TD9",
    registeredAt: "CC7",
    deregisteredAt: "TD22d",
    deleteRequestedAt: "TD27",
  },
  definition: { tags: "T8" },
  tagged: { tags: "T2" },
};

const byOperation: Readonly<Record<string, RuleId>> = {
  RegisterTaskDefinition: "TD4",
  DescribeTaskDefinition: "TD20",
  ListTaskDefinitions: "TD29",
  ListTaskDefinitionFamilies: "TD30",
  DeregisterTaskDefinition: "TD22d",
  DeleteTaskDefinitions: "TD25",
  TagResource: "T2",
  UntagResource: "T2",
  ListTagsForResource: "T2",
  ListAccountSettings: "AS1",
  CreateService: "SV2",
  UpdateService: "SV27",
  DeleteService: "SV30",
  DescribeServices: "SV33",
  ListServices: "SV35",
  RunTask: "TK3",
  StopTask: "TK10",
  DescribeTasks: "TK12",
  ListTasks: "TK13",
  DescribeClusters: "CL8",
  ListClusters: "CL10",
};

/** The row a difference breaks: by the member's first name, else by the operation. */
export function ruleOf(kind: string | undefined, path: string, operation: string): RuleId | undefined {
  const member = /^[A-Za-z]*/.exec(path)?.[0] ?? "";
  if (kind === "revision" && member === "taskDefinitionArn" && operation === "RegisterTaskDefinition") return "TD2";
  return (kind === undefined ? undefined : byMember[kind]?.[member]) ?? byOperation[operation];
}
