import { expect } from "vitest";
import { sleeper } from "../kit/definitions.ts";
import { assertNothingLost, inGroups, underLoad } from "../kit/load/load.ts";
import { scenario } from "../kit/scenario.ts";

const services = 100;

scenario(
  "Create 100 services concurrently",
  { bug: "list-services-page-skips-one" },
  underLoad(async (context, load) => {
    const { ecs, warmUp, times } = load;
    const { cluster, networkConfiguration } = context;
    const taskDefinition = await context.define("web", [sleeper()]);
    const create = (word: string) =>
      ecs.createService({
        cluster,
        serviceName: context.unique(word),
        taskDefinition,
        desiredCount: 1,
        launchType: "FARGATE",
        networkConfiguration,
      });
    await warmUp(async () => {
      for (let index = 0; index < 5; index++) {
        const { serviceName = "" } = await create(`warm-up-${index}`);
        await ecs.deleteService(cluster, serviceName, true);
      }
    });
    const made = await times(services, services, (index) => create(`web-${index}`));
    const arns = made.map(({ serviceArn = "" }) => serviceArn);
    assertNothingLost("services", arns, await load.list("ListServices", { cluster }));
    const described = async () =>
      (
        await Promise.all(inGroups(arns, 10).map((group) => ecs.call("DescribeServices", { cluster, services: group })))
      ).flatMap((output) => output.services ?? []);
    const shown = await described();
    expect(shown).toHaveLength(services);
    for (const { status, desiredCount } of shown) expect([status, desiredCount]).toEqual(["ACTIVE", 1]);
    if (!context.target.capabilities.has("tasks")) return;
    await context.waiting.until(
      "every service to run its task",
      async () => (await described()).map(({ runningCount }) => runningCount),
      (running) => running.length === services && running.every((count) => count === 1),
      3,
    );
  }),
);
