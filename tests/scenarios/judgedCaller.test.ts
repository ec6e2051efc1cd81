import { expect, onTestFinished, test } from "vitest";
import { Ledger } from "../../properties/deviations/ledger.ts";
import { sleeper } from "../../scenarios/kit/definitions.ts";
import type { Scenario } from "../../scenarios/kit/runner/declared.ts";
import { playScenario } from "../../scenarios/kit/runner/play.ts";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { openEmbedded } from "../../targets/embedded.ts";

const signal = new AbortController().signal;

async function play(bug: BugName | undefined, body: Scenario["body"], judged = true): Promise<string[]> {
  const target = await openEmbedded({ seed: 1, speed: "manual", jitter: false, bug });
  onTestFinished(() => target.close());
  const scenario: Scenario = { name: "one of this test", needs: [], programs: [], bug: "stopped-tasks-vanish", body };
  return playScenario(scenario, target, { ledger: new Ledger(), signal, judged });
}

test("a scenario without any assertion fails when the model finds a divergence", async () => {
  const tagged: Scenario["body"] = async ({ ecs, unique }) => {
    await ecs.createCluster(unique("c"), { tags: [{ key: "k", value: "v" }] });
  };
  expect(await play(undefined, tagged)).toEqual([]);
  await expect(play("create-cluster-forgets-tags", tagged)).rejects.toThrow(
    "the model finds a divergence: CreateCluster/look/DescribeClusters/immediate/cluster.tags[]/item→missing",
  );
  expect(await play("create-cluster-forgets-tags", tagged, false)).toEqual([]);
});

test("a difference that shows only at rest fails it too", async () => {
  await expect(
    play("scale-out-stops-one-short", async (context) => {
      await context.serve("web", await context.define("web", [sleeper()]), 3);
    }),
  ).rejects.toThrow("the model finds a divergence: rest/DescribeServices/converges/service.runningCount");
});

test("a failure describes tasks and services, without the names' prefix", async () => {
  const failure = play(undefined, async (context) => {
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    await context.untilService(serviceName, "run", ({ runningCount }) => runningCount === 1);
    throw new Error("enough seen");
  });
  await expect(failure).rejects.toThrow(
    /^enough seen\n[\s\S]*task \w{8}: PROVISIONING at [\d.]+ s → .*RUNNING[\s\S]*\nservice web: ACTIVE, desired 1, running 1/,
  );
  await expect(failure).rejects.toThrow(/ {2}event: \(service web\) has started 1 tasks/);
});

test("calls on resources in quarantine are sent all the same, and what only their replies show is not judged", async () => {
  await play("create-service-accepts-dots", async (context) => {
    const { cluster, ecs } = context;
    const dotted = await context.serve("my.web", await context.define("web", [sleeper()]), 1);
    await context.untilService(dotted.serviceName, "run", ({ runningCount }) => runningCount === 1);
    const [task = ""] = await ecs.listTasks(cluster, { serviceName: dotted.serviceName });
    expect((await ecs.describeTasks(cluster, [task]))[0]?.lastStatus).toBe("RUNNING");
  }).then(
    () => expect.unreachable(),
    (error: Error) => {
      const told = error.message.split("\n").filter((line) => line.includes("divergence"));
      expect(told).toEqual([expect.stringContaining("CreateService/outcome/")]);
    },
  );
});

test("a service that was created unjudged is in no count that is judged", async () => {
  const failure = play("describe-family-returns-inactive-revision", async (context) => {
    const { ecs } = context;
    await ecs.deregisterTaskDefinition(await context.define("web", [sleeper()]));
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    await context.untilService(serviceName, "run", ({ runningCount }) => runningCount === 1);
    await ecs.describeCluster(context.cluster);
  });
  const told = await failure.then(
    () => expect.unreachable(),
    (error: Error) => error.message.split("\n").filter((line) => line.includes("divergence")),
  );
  expect(told.length).toBeGreaterThan(0);
  for (const line of told) expect(line).toContain("/DescribeTaskDefinition/");
});
