import { createHash } from "node:crypto";
import type { JsonObject } from "../../clients/client.ts";
import { objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { LawContext } from "./lawContext.ts";
import { recordOwnNames } from "./setUp.ts";

/**
 * Resources that laws create for themselves, so that there is always something to check; undefined when the server
 * refuses.
 */

/** A new cluster; its name and ARN. */
export async function ownCluster(
  context: LawContext,
  word: string,
  more: JsonObject = {},
): Promise<{ name: string; arn: string } | undefined> {
  const input = { clusterName: context.name(word), ...more };
  recordOwnNames(context, "CreateCluster", input);
  const arn = textIn(objectIn(await context.output("CreateCluster", input), "cluster"), "clusterArn");
  return arn === undefined ? undefined : { name: input.clusterName, arn };
}

/** A new revision whose tasks run until they are stopped; its ARN. */
export async function ownRevision(
  context: LawContext,
  family: string,
  more: JsonObject = {},
): Promise<string | undefined> {
  const input = {
    family,
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "512",
    containerDefinitions: [{ name: "app", image: "nginx", memory: 128 }],
    ...more,
  };
  recordOwnNames(context, "RegisterTaskDefinition", input);
  const output = await context.output("RegisterTaskDefinition", input);
  return textIn(objectIn(output, "taskDefinition"), "taskDefinitionArn");
}

/** The launch type and network for tasks and services of such a revision. */
export function onFargate({ run }: LawContext): JsonObject {
  const { "«subnet»": subnet = "", "«securityGroup»": securityGroup = "" } = run.bound;
  const awsvpcConfiguration = { subnets: [subnet], ...(securityGroup && { securityGroups: [securityGroup] }) };
  return { launchType: "FARGATE", networkConfiguration: { awsvpcConfiguration } };
}

/** A new service as CreateService returned it. */
export async function ownService(
  context: LawContext,
  { cluster, revision, name, desiredCount }: { cluster: string; revision: string; name: string; desiredCount: number },
  more: JsonObject = {},
): Promise<JsonObject | undefined> {
  const input = {
    cluster,
    serviceName: name,
    taskDefinition: revision,
    desiredCount,
    ...onFargate(context),
    ...more,
  };
  return objectIn(await context.output("CreateService", input), "service");
}

/** New tasks; their ARNs. */
export async function ownTasks(
  context: LawContext,
  { cluster, revision, count }: { cluster: string; revision: string; count: number },
  more: JsonObject = {},
): Promise<string[]> {
  const input = { cluster, taskDefinition: revision, count, ...onFargate(context), ...more };
  const tasks = objectsIn(await context.output("RunTask", input), "tasks");
  return tasks.map((task) => textIn(task, "taskArn")).filter((arn) => arn !== undefined);
}

/**
 * A new container instance; its ARN. Where only the target's own instances can be registered, other runs may use them,
 * so none is registered.
 */
export async function ownContainerInstance(
  context: LawContext,
  cluster: string,
  more: JsonObject = {},
): Promise<string | undefined> {
  if ((context.run.instances ?? []).length > 0) return undefined;
  const instanceId = `i-${createHash("sha256").update(context.name("i")).digest("hex").slice(0, 17)}`;
  const input = {
    cluster,
    instanceIdentityDocument: JSON.stringify({ version: "2017-09-30", instanceId }),
    instanceIdentityDocumentSignature: "c2lnbmF0dXJl",
    totalResources: [
      { name: "CPU", type: "INTEGER", integerValue: 1024 },
      { name: "MEMORY", type: "INTEGER", integerValue: 1024 },
    ],
    ...more,
  };
  const output = await context.output("RegisterContainerInstance", input);
  const arn = textIn(objectIn(output, "containerInstance"), "containerInstanceArn");
  if (arn !== undefined) context.undo("DeregisterContainerInstance", { cluster, containerInstance: arn, force: true });
  return arn;
}
