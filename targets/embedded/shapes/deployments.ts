import { flag, integer, network, page, strategy, tags, text, texts } from "./members.ts";
import type { Shape } from "./shape.ts";

const ofTaskSet = { cluster: text, service: text } as const;

const scale = { value: "number", unit: text } as const;

/** The requests about task sets and the history of deployments. */
export const deploymentShapes = {
  CreateTaskSet: {
    ...ofTaskSet,
    externalId: text,
    taskDefinition: text,
    networkConfiguration: network,
    loadBalancers: [{ targetGroupArn: text, loadBalancerName: text, containerName: text, containerPort: integer }],
    serviceRegistries: [{ registryArn: text, port: integer, containerName: text, containerPort: integer }],
    launchType: text,
    capacityProviderStrategy: strategy,
    platformVersion: text,
    scale,
    clientToken: text,
    tags,
  },
  DeleteTaskSet: { ...ofTaskSet, taskSet: text, force: flag },
  DescribeTaskSets: { ...ofTaskSet, taskSets: texts, include: texts },
  UpdateTaskSet: { ...ofTaskSet, taskSet: text, scale },
  UpdateServicePrimaryTaskSet: { ...ofTaskSet, primaryTaskSet: text },
  ListServiceDeployments: {
    cluster: text,
    service: text,
    status: texts,
    createdAt: { before: "number", after: "number" },
    ...page,
  },
  DescribeServiceDeployments: { serviceDeploymentArns: texts },
  DescribeServiceRevisions: { serviceRevisionArns: texts },
  StopServiceDeployment: { serviceDeploymentArn: text, stopType: text },
  ContinueServiceDeployment: { serviceDeploymentArn: text, hookId: text, action: text },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;
