import type { JsonObject } from "../../clients/client.ts";
import type { Ground } from "./ground.ts";
import { objectIn, objectsIn, textIn } from "./members.ts";
import { claim } from "./scene.ts";

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
