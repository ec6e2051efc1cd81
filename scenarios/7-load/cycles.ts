import { expect } from "vitest";
import { sleeper } from "../kit/definitions.ts";
import { underLoad } from "../kit/load/load.ts";
import { scenario } from "../kit/scenario.ts";

const cycles = 60;
const atOnce = 6;

scenario(
  "Rapid create/delete cycles",
  { bug: "list-clusters-includes-inactive" },
  underLoad(async (context, load) => {
    const { ecs, warmUp, times } = load;
    const { networkConfiguration } = context;
    const taskDefinition = await context.define("web", [sleeper()]);
    const cycle = async (word: string): Promise<string> => {
      const cluster = context.unique(word);
      const { clusterArn = "" } = await ecs.createCluster(cluster);
      const service = { serviceName: "web", taskDefinition, launchType: "FARGATE" as const, networkConfiguration };
      await ecs.createService({ cluster, ...service, desiredCount: 0 });
      expect((await ecs.deleteService(cluster, "web")).status).not.toBe("ACTIVE");
      expect((await ecs.deleteCluster(cluster)).status).toBe("INACTIVE");
      return clusterArn;
    };
    await warmUp(() => cycle("warm-up"));
    const made = new Set(await times(cycles, atOnce, (index) => cycle(`cycle-${index}`)));
    expect(made.size).toBe(cycles);
    expect((await load.list("ListClusters", {})).filter((arn) => made.has(arn))).toEqual([]);
  }),
);
