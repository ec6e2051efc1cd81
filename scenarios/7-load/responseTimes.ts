import { expect } from "vitest";
import { definitionOf, sleeper } from "../kit/definitions.ts";
import { underLoad } from "../kit/load/load.ts";
import { scenario } from "../kit/scenario.ts";

const calls = 200;
const warmUpCalls = 20;

scenario(
  "API response time benchmarks",
  { bug: "update-service-loses-desired-count-zero" },
  underLoad(async (context, load) => {
    const { ecs, warmUp, times, metrics } = load;
    const { cluster, networkConfiguration } = context;
    const taskDefinition = await context.define("web", [sleeper()]);
    const serviceName = context.unique("web");
    const placed = { launchType: "FARGATE" as const, networkConfiguration };
    const service = { cluster, serviceName, taskDefinition, desiredCount: 0, ...placed };
    let serviceArn = "";
    await warmUp(async () => {
      serviceArn = (await ecs.createService(service)).serviceArn ?? "";
    });
    const family = context.unique("family");
    const revision = definitionOf(family, [sleeper()]);
    let round = 0;
    const each: readonly (() => Promise<unknown>)[] = [
      () => ecs.call("DescribeClusters", { clusters: [cluster] }),
      () => ecs.call("ListClusters", { maxResults: 10 }),
      () => ecs.call("DescribeServices", { cluster, services: [serviceName] }),
      () => ecs.call("ListServices", { cluster }),
      () => ecs.call("DescribeTaskDefinition", { taskDefinition }),
      () => ecs.call("ListTaskDefinitions", { familyPrefix: family, maxResults: 10 }),
      () => ecs.call("ListTasks", { cluster }),
      () => ecs.call("ListTagsForResource", { resourceArn: serviceArn }),
      () => ecs.call("TagResource", { resourceArn: serviceArn, tags: [{ key: "round", value: String(round) }] }),
      () => ecs.call("RegisterTaskDefinition", revision),
      () => ecs.call("UpdateService", { cluster, service: serviceName, desiredCount: 1 }),
      () => ecs.call("UpdateService", { cluster, service: serviceName, desiredCount: 0 }),
    ];
    const turn = async () => {
      round += 1;
      for (const call of each) await call();
    };
    await warmUp(() => times(warmUpCalls, 1, turn));
    await times(calls, 1, turn);
    for (const [operation, { count, failed }] of Object.entries(metrics.export().operations))
      expect([operation, failed, count >= calls]).toEqual([operation, 0, true]);
    const { services = [] } = await ecs.call("DescribeServices", {
      cluster,
      services: [serviceName],
      include: ["TAGS"],
    });
    expect(services[0]?.desiredCount).toBe(0);
    expect(services[0]?.tags).toEqual([{ key: "round", value: String(round) }]);
    expect(await load.list("ListTaskDefinitions", { familyPrefix: family })).toHaveLength(calls + warmUpCalls);
  }),
);
