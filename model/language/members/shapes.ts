import { clusterMembers } from "./cluster.ts";
import { containerDefinitionMembers } from "./containerDefinition.ts";
import type { MemberDecision } from "./decision.ts";
import { deploymentMembers } from "./deployment.ts";
import { serviceMembers } from "./service.ts";
import { taskMembers } from "./task.ts";
import { taskDefinitionMembers } from "./taskDefinition.ts";

/** The shapes whose members are decided one by one. */
export const decidedShapes = {
  TaskDefinition: taskDefinitionMembers,
  ContainerDefinition: containerDefinitionMembers,
  Service: serviceMembers,
  Deployment: deploymentMembers,
  Task: taskMembers,
  Cluster: clusterMembers,
} as const satisfies Readonly<Record<string, Readonly<Record<string, MemberDecision>>>>;

export type DecidedShape = keyof typeof decidedShapes;
