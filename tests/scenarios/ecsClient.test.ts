import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsCliClient } from "../../clients/awsCli.ts";
import type { Client } from "../../clients/client.ts";
import { findExecutable } from "../../clients/program.ts";
import { assertRefused } from "../../scenarios/kit/assertions.ts";
import { definitionOf, sleeper } from "../../scenarios/kit/definitions.ts";
import { type EcsClient, ecsClient, NoAnswer } from "../../scenarios/kit/ecsClient.ts";
import { openEmbedded } from "../../targets/embedded.ts";
import type { Target } from "../../targets/target.ts";
import { callerAt } from "../../targets/targetOptions.ts";

let target: Target;
beforeAll(async () => {
  target = await openEmbedded({ seed: 1, speed: "manual", jitter: false });
});
afterAll(() => target.close());

const aws = findExecutable("aws");

const awsClient = (): Client =>
  awsCliClient(aws ?? "", {
    ...callerAt(target.access),
    timeoutMilliseconds: 60_000,
  });

suite("the SDK", true, () => target.client());
suite(aws === undefined ? "the AWS CLI, which is not installed" : "the AWS CLI", aws !== undefined, awsClient);

/** The same for every implementation. */
function suite(name: string, installed: boolean, open: () => Client): void {
  describe.skipIf(!installed)(`EcsClient by ${name}`, { timeout: 300_000 }, () => {
    let ecs: EcsClient;
    let client: Client;
    const cluster = name.replaceAll(/\W+/g, "-");
    const family = `${cluster}-family`;

    beforeAll(() => {
      client = open();
      ecs = ecsClient(client);
    });
    afterAll(() => client.close());

    test("creates, finds and lists clusters", async () => {
      const tags = [{ key: "k", value: "" }];
      const { clusterArn, ...made } = await ecs.createCluster(cluster, { tags });
      expect(made).toMatchObject({ clusterName: cluster, status: "ACTIVE", tags });
      expect(await ecs.describeCluster(cluster, ["TAGS"])).toMatchObject({ clusterArn, tags });
      expect(await ecs.describeCluster("nobody")).toBeUndefined();
      expect(await ecs.listClusters()).toContain(clusterArn);
    });

    test("registers, describes, lists and deregisters task definitions", async () => {
      const { taskDefinitionArn, registeredAt } = await ecs.registerTaskDefinition(definitionOf(family, [sleeper()]));
      expect(registeredAt).toBeTypeOf("number");
      const shown = await ecs.describeTaskDefinition(family);
      expect(shown).toMatchObject({ taskDefinitionArn, revision: 1, registeredAt });
      expect(shown.containerDefinitions?.[0]?.command).toEqual(sleeper().command);
      await ecs.registerTaskDefinition(definitionOf(family, [sleeper()]));
      expect((await ecs.deregisterTaskDefinition(`${family}:2`)).status).toBe("INACTIVE");
      expect(await ecs.listTaskDefinitions(family)).toEqual([taskDefinitionArn]);
      expect(await ecs.listTaskDefinitions(family, "INACTIVE")).toHaveLength(1);
      expect(await ecs.listTaskDefinitionFamilies(family)).toEqual([family]);
    });

    test("runs, describes, lists and stops tasks", async () => {
      const { subnets } = target.fixtures;
      const networkConfiguration = { awsvpcConfiguration: { subnets: [...subnets] } };
      const { tasks = [] } = await ecs.runTask({
        cluster,
        taskDefinition: family,
        launchType: "FARGATE",
        networkConfiguration,
      });
      const taskArn = tasks[0]?.taskArn ?? "";
      expect(await ecs.listTasks(cluster)).toEqual([taskArn]);
      expect(await ecs.listTasks(cluster, { family: "other" })).toEqual([]);
      expect((await ecs.describeTasks(cluster, [taskArn]))[0]?.lastStatus).toBe("PROVISIONING");
      expect(await ecs.stopTask(cluster, taskArn, "done")).toMatchObject({
        desiredStatus: "STOPPED",
        stoppedReason: "done",
      });
    });

    test("creates, updates, describes, lists and deletes services", async () => {
      const networkConfiguration = { awsvpcConfiguration: { subnets: [...target.fixtures.subnets] } };
      const request = { cluster, serviceName: "web", taskDefinition: family, launchType: "FARGATE" as const };
      const { serviceArn } = await ecs.createService({ ...request, desiredCount: 0, networkConfiguration });
      expect(await ecs.listServices(cluster)).toEqual([serviceArn]);
      expect(await ecs.updateService({ cluster, service: "web", desiredCount: 1 })).toMatchObject({ desiredCount: 1 });
      expect(await ecs.describeService(cluster, "web")).toMatchObject({ serviceArn, desiredCount: 1 });
      expect(await ecs.describeService(cluster, "nobody")).toBeUndefined();
      expect((await ecs.deleteService(cluster, "web", true)).status).not.toBe("ACTIVE");
    });

    test("throws refusals with their type and text", async () => {
      const { type, text } = await assertRefused(ecs.deleteCluster("nobody"), "ClusterNotFoundException");
      expect({ type, text }).toEqual({ type: "ClusterNotFoundException", text: "Cluster not found." });
      await expect(assertRefused(ecs.listClusters(), "ClientException")).rejects.toThrow("was accepted");
      await expect(assertRefused(ecs.deleteCluster("nobody"), "ClientException")).rejects.toThrow("ClientException");
    });

    test("deletes clusters, and offers any other operation", async () => {
      await target.clock?.skip(60);
      expect(
        await ecs.call("ListTagsForResource", { resourceArn: (await ecs.describeCluster(cluster))?.clusterArn }),
      ).toEqual({ tags: [{ key: "k", value: "" }] });
      expect((await ecs.deleteCluster(cluster)).status).toBe("INACTIVE");
    });
  });
}

test("an unavailable server gives no reply", async () => {
  const gone = ecsClient({
    call: async () => ({ kind: "unanswered", cause: "refused", detail: "ECONNREFUSED", milliseconds: 1 }),
  });
  await expect(gone.listClusters()).rejects.toThrow(NoAnswer);
});
