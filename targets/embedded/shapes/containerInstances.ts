import { flag, integer, page, tags, text, texts } from "./members.ts";
import type { Shape, Structure } from "./shape.ts";

const attributes = [{ name: text, value: text, targetType: text, targetId: text }] as const;

const version = { agentVersion: text, agentHash: text, dockerVersion: text } as const;

const resources = [
  { name: text, type: text, doubleValue: "any", longValue: integer, integerValue: integer, stringSetValue: texts },
] as const;

const attachmentChanges = [{ attachmentArn: text, status: text }] as const;

const container = {
  containerName: text,
  runtimeId: text,
  status: text,
  exitCode: integer,
  reason: text,
  networkBindings: "any",
} as const satisfies Structure;

/** The requests about container instances, their attributes and their agents. */
export const containerInstanceShapes = {
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
