import { createHash } from "node:crypto";
import type { JsonObject } from "../../clients/client.ts";
import { objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { Ground } from "./lawContext.ts";
import { claim } from "./setUp.ts";

/** What laws make for themselves, so that there is always something to see; undefined where the server refuses. */

/** A new cluster; its name and ARN. */
export async function ownCluster(
  ground: Ground,
  word: string,
  more: JsonObject = {},
): Promise<{ name: string; arn: string } | undefined> {
  const input = { clusterName: ground.name(word), ...more };
  claim(ground, "CreateCluster", input);
  const arn = textIn(objectIn(await ground.output("CreateCluster", input), "cluster"), "clusterArn");
  return arn === undefined ? undefined : { name: input.clusterName, arn };
}

/** A new revision whose tasks run until they are stopped; its ARN. */
export async function ownRevision(ground: Ground, family: string, more: JsonObject = {}): Promise<string | undefined> {
  const input = {
    family,
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "512",
    containerDefinitions: [{ name: "app", image: "nginx", memory: 128 }],
    ...more,
  };
  claim(ground, "RegisterTaskDefinition", input);
  const output = await ground.output("RegisterTaskDefinition", input);
  return textIn(objectIn(output, "taskDefinition"), "taskDefinitionArn");
}

/** How tasks and services of such a revision are placed. */
export function onFargate({ stage }: Ground): JsonObject {
  const { "«subnet»": subnet = "", "«securityGroup»": securityGroup = "" } = stage.bound;
  const awsvpcConfiguration = { subnets: [subnet], ...(securityGroup && { securityGroups: [securityGroup] }) };
  return { launchType: "FARGATE", networkConfiguration: { awsvpcConfiguration } };
}

/** A new service as it was answered. */
export async function ownService(
  ground: Ground,
  { cluster, revision, name, desiredCount }: { cluster: string; revision: string; name: string; desiredCount: number },
  more: JsonObject = {},
): Promise<JsonObject | undefined> {
  const input = {
    cluster,
    serviceName: name,
    taskDefinition: revision,
    desiredCount,
    ...onFargate(ground),
    ...more,
  };
  return objectIn(await ground.output("CreateService", input), "service");
}

/** New tasks; their ARNs. */
export async function ownTasks(
  ground: Ground,
  { cluster, revision, count }: { cluster: string; revision: string; count: number },
  more: JsonObject = {},
): Promise<string[]> {
  const input = { cluster, taskDefinition: revision, count, ...onFargate(ground), ...more };
  const tasks = objectsIn(await ground.output("RunTask", input), "tasks");
  return tasks.map((task) => textIn(task, "taskArn")).filter((arn) => arn !== undefined);
}

/**
 * A new container instance; its ARN. Where only instances of the target's own can be registered, other runs may be
 * using them, and none is made.
 */
export async function ownContainerInstance(
  ground: Ground,
  cluster: string,
  more: JsonObject = {},
): Promise<string | undefined> {
  if ((ground.stage.instances ?? []).length > 0) return undefined;
  const instanceId = `i-${createHash("sha256").update(ground.name("i")).digest("hex").slice(0, 17)}`;
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
  const output = await ground.output("RegisterContainerInstance", input);
  const arn = textIn(objectIn(output, "containerInstance"), "containerInstanceArn");
  if (arn !== undefined) ground.undo("DeregisterContainerInstance", { cluster, containerInstance: arn, force: true });
  return arn;
}
