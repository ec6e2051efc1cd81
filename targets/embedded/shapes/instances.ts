import { flag, integer, page, tags, text, texts } from "./members.ts";
import type { Shape, Structure } from "./shape.ts";

const attributes = [{ name: text, value: text, targetType: text, targetId: text }] as const;
const version = { agentVersion: text, agentHash: text, dockerVersion: text } as const;
const resources = [
  { name: text, type: text, doubleValue: "any", longValue: integer, integerValue: integer, stringSetValue: texts },
] as const;
const scaling = {
  managedScaling: {
    status: text,
    targetCapacity: integer,
    minimumScalingStepSize: integer,
    maximumScalingStepSize: integer,
    instanceWarmupPeriod: integer,
  },
  managedTerminationProtection: text,
  managedDraining: text,
} as const satisfies Structure;
const managedInstances = {
  infrastructureRoleArn: text,
  instanceLaunchTemplate: "any",
  propagateTags: text,
  infrastructureOptimization: "any",
  autoRepairConfiguration: "any",
} as const satisfies Structure;
const attachmentChanges = [{ attachmentArn: text, status: text }] as const;
const container = {
  containerName: text,
  runtimeId: text,
  status: text,
  exitCode: integer,
  reason: text,
  networkBindings: "any",
} as const satisfies Structure;

/** The members of the requests about capacity providers, account settings, container instances and their agents. */
export const instanceShapes = {
  CreateCapacityProvider: {
    name: text,
    cluster: text,
    autoScalingGroupProvider: { autoScalingGroupArn: text, ...scaling },
    managedInstancesProvider: managedInstances,
    tags,
  },
  DescribeCapacityProviders: { capacityProviders: texts, cluster: text, include: texts, ...page },
  UpdateCapacityProvider: {
    name: text,
    cluster: text,
    autoScalingGroupProvider: scaling,
    managedInstancesProvider: managedInstances,
  },
  DeleteCapacityProvider: { capacityProvider: text, cluster: text },
  PutAccountSetting: { name: text, value: text, principalArn: text },
  PutAccountSettingDefault: { name: text, value: text },
  DeleteAccountSetting: { name: text, principalArn: text },
  ListAccountSettings: { name: text, value: text, principalArn: text, effectiveSettings: flag, ...page },
  PutAttributes: { cluster: text, attributes },
  DeleteAttributes: { cluster: text, attributes },
  ListAttributes: { cluster: text, targetType: text, attributeName: text, attributeValue: text, ...page },
  RegisterContainerInstance: {
    cluster: text,
    instanceIdentityDocument: text,
    instanceIdentityDocumentSignature: text,
    totalResources: resources,
    versionInfo: version,
    containerInstanceArn: text,
    attributes,
    platformDevices: [{ id: text, type: text }],
    tags,
  },
  DeregisterContainerInstance: { cluster: text, containerInstance: text, force: flag },
  DescribeContainerInstances: { cluster: text, containerInstances: texts, include: texts },
  ListContainerInstances: { cluster: text, filter: text, status: text, ...page },
  UpdateContainerInstancesState: { cluster: text, containerInstances: texts, status: text },
  UpdateContainerAgent: { cluster: text, containerInstance: text },
  DiscoverPollEndpoint: { containerInstance: text, cluster: text },
  SubmitTaskStateChange: {
    cluster: text,
    task: text,
    status: text,
    reason: text,
    containers: [{ ...container, imageDigest: text }],
    attachments: attachmentChanges,
    managedAgents: [{ containerName: text, managedAgentName: text, status: text, reason: text }],
    pullStartedAt: "any",
    pullStoppedAt: "any",
    executionStoppedAt: "any",
  },
  SubmitContainerStateChange: { cluster: text, task: text, ...container },
  SubmitAttachmentStateChanges: { cluster: text, attachments: attachmentChanges },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;
