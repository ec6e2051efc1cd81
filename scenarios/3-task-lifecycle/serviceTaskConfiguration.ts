import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { sleeper } from "../kit/definitions.ts";
import { containerOf, stoppedTask, taskNow } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks"] as const;
const needsContainers = ["tasks", "containers"] as const;

const idOf = (deployments: readonly { id?: string | undefined; status?: string | undefined }[] = []) =>
  deployments.find(({ status }) => status === "PRIMARY")?.id;

/** Exits with a code that shows whether command and environment were those of the definition. */
const telltale = sleeper("app", {
  command: ["sh", "-c", "sleep 2; exit $CODE"],
  environment: [{ name: "CODE", value: "23" }],
});

/** Waits until the first task of a service whose container exits soon has stopped, and returns it. */
async function firstEnd(context: ScenarioContext, serviceName: string) {
  const [first = ""] = await context.waiting.until(
    `service ${serviceName} to start a task`,
    async () => context.tasks.tasks,
    (tasks) => tasks.length > 0,
  );
  return stoppedTask(context, first);
}

scenario(
  "Tasks have correct configuration: the revision of the service",
  { needs, bug: "service-tasks-use-latest-revision" },
  async (context) => {
    const first = await context.define("revised", [sleeper("old")]);
    const { taskDefinitionArn } = await context.ecs.describeTaskDefinition(first);
    await context.define("revised", [sleeper("new")]);
    const { serviceName } = await context.serve("revised", first, 2);
    await assertServiceStable(context, serviceName);
    for (const task of await assertTaskCount(context, serviceName, 2)) {
      expect(task.taskDefinitionArn).toBe(taskDefinitionArn);
      expect(task.containers?.map(({ name }) => name)).toEqual(["old"]);
    }
  },
);

scenario(
  "Tasks have correct configuration: the command",
  { needs: needsContainers, bug: "service-tasks-ignore-command" },
  async (context) => {
    const { serviceName } = await context.serve("commanded", await context.define("commanded", [telltale]), 1);
    const ended = await firstEnd(context, serviceName);
    expect(containerOf(ended, "app")).toMatchObject({ image: telltale.image, exitCode: 23 });
  },
);

scenario(
  "Tasks have correct configuration: the environment",
  { needs: needsContainers, bug: "register-loses-environment" },
  async (context) => {
    const definition = await context.define("environment", [telltale]);
    const { serviceName } = await context.serve("environment", definition, 1);
    const ended = await firstEnd(context, serviceName);
    expect(containerOf(ended, "app").exitCode).toBe(23);
    const { containerDefinitions } = await context.ecs.describeTaskDefinition(ended.taskDefinitionArn ?? "");
    expect(containerDefinitions?.[0]?.environment).toEqual(telltale.environment);
  },
);

scenario(
  "Tasks have correct configuration: the group is the service",
  { needs, bug: "service-tasks-grouped-by-family" },
  async (context) => {
    const { serviceName } = await context.serve("grouped", await context.define("grouped", [sleeper()]), 2);
    await assertServiceStable(context, serviceName);
    for (const { group } of await assertTaskCount(context, serviceName, 2))
      expect(group).toBe(`service:${serviceName}`);
  },
);

scenario(
  "Tasks have correct configuration: startedBy is the deployment",
  { needs, bug: "service-tasks-started-by-service-name" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName } = await context.serve("started", await context.define("started", [sleeper()]), 2);
    const startersNow = async () => {
      const { deployments } = await assertServiceStable(context, serviceName);
      const id = idOf(deployments);
      const tasks = await assertTaskCount(context, serviceName, 2);
      expect(tasks.map(({ startedBy }) => startedBy)).toEqual([id, id]);
      expect((await ecs.listTasks(cluster, { startedBy: id })).sort()).toEqual(
        tasks.map((task) => task.taskArn).sort(),
      );
      return id;
    };
    const before = await startersNow();
    await ecs.updateService({ cluster, service: serviceName, forceNewDeployment: true });
    expect(await startersNow()).not.toBe(before);
  },
);

scenario(
  "Tasks have correct configuration: launch type, CPU and memory are as requested",
  { needs, bug: "register-loses-container-memory" },
  async (context) => {
    const size = { cpu: "512", memory: "1024" };
    const definition = await context.define("sized", [sleeper("app", { cpu: 128, memory: 256 })], size);
    const { serviceName } = await context.serve("sized", definition, 1);
    for (const task of await assertTaskCount(context, serviceName, 1)) {
      expect(task).toMatchObject({ ...size, launchType: "FARGATE" });
      expect(containerOf(task, "app")).toMatchObject({ cpu: "128", memory: "256" });
    }
  },
);

const owner = { key: "owner", value: "me" };

scenario(
  "Tasks have correct configuration: tags of the service, and those that ECS manages",
  { needs, bug: "create-service-forgets-tags" },
  async (context) => {
    const definition = await context.define("tagged", [sleeper()], { tags: [{ key: "not", value: "this" }] });
    const { serviceName } = await context.serve("tagged", definition, 1, {
      tags: [owner],
      propagateTags: "SERVICE",
      enableECSManagedTags: true,
    });
    const [{ taskArn = "" } = {}] = await assertTaskCount(context, serviceName, 1);
    const { tags = [] } = await taskNow(context, taskArn);
    const managed = [
      { key: "aws:ecs:clusterName", value: context.cluster },
      { key: "aws:ecs:serviceName", value: serviceName },
    ];
    expect(tags).toHaveLength(3);
    expect(tags).toEqual(expect.arrayContaining([owner, ...managed]));
  },
);

scenario(
  "Tasks have correct configuration: tags of the task definition",
  { needs, bug: "register-loses-empty-tag-value" },
  async (context) => {
    const tags = [owner, { key: "marked", value: "" }];
    const definition = await context.define("tagged", [sleeper()], { tags });
    const { serviceName } = await context.serve("tagged", definition, 1, {
      tags: [{ key: "not", value: "this" }],
      propagateTags: "TASK_DEFINITION",
    });
    const [{ taskArn = "" } = {}] = await assertTaskCount(context, serviceName, 1);
    const seen = (await taskNow(context, taskArn)).tags ?? [];
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(expect.arrayContaining(tags));
  },
);
