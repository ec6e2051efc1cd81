import { expect } from "vitest";
import { assertFails, assertTaskCount } from "../kit/assertions.ts";
import { throughAwsCli } from "../kit/clients/throughClients.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { definitionOf, sleeper } from "../kit/definitions.ts";
import type { Service, Task } from "../kit/ecsClient.ts";
import { scenario } from "../kit/scenario.ts";

const json = (value: object): string[] => ["--cli-input-json", JSON.stringify(value)];

/** The arguments with which `wait` and `describe-…` name services. */
const named = ({ cluster }: ScenarioContext, service: string): string[] => [
  "--cluster",
  cluster,
  "--services",
  service,
];

scenario(
  "AWS CLI: the waiter returns when a new service is stable",
  { needs: ["tasks"], programs: ["aws"], bug: "scale-out-stops-one-short" },
  throughAwsCli(async (context, aws) => {
    const { cluster, networkConfiguration, waiting } = context;
    const [family, serviceName] = [context.unique("web"), context.unique("web")];
    await aws.ecs("register-task-definition", ...json(definitionOf(family, [sleeper()])));
    const input = { cluster, serviceName, taskDefinition: family, desiredCount: 3, launchType: "FARGATE" };
    await aws.ecs("create-service", ...json({ ...input, networkConfiguration }));
    await waiting.during(aws.ecs("wait", "services-stable", ...named(context, serviceName)));
    const { services } = (await aws.ecs("describe-services", ...named(context, serviceName))) as {
      services: Service[];
    };
    expect(services.map(({ runningCount, status }) => [runningCount, status])).toEqual([[3, "ACTIVE"]]);
    await assertTaskCount(context, serviceName, 3);
  }),
);

scenario(
  "AWS CLI: the waiter fails at once for an unknown service",
  { programs: ["aws"], bug: "missing-services-are-left-out" },
  throughAwsCli(async (context, aws) => {
    const waited = aws.ecs("wait", "services-stable", ...named(context, context.unique("nobody")));
    await assertFails(waited, "Waiter ServicesStable failed");
  }),
);

scenario(
  "AWS CLI: the waiter returns when a deleted service is inactive",
  { needs: ["tasks"], programs: ["aws"], bug: "deleted-service-stays-draining" },
  throughAwsCli(async (context, aws) => {
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    await assertTaskCount(context, serviceName, 2);
    await aws.ecs("delete-service", "--cluster", context.cluster, "--service", serviceName, "--force");
    await context.waiting.during(aws.ecs("wait", "services-inactive", ...named(context, serviceName)));
    expect((await context.service(serviceName)).status).toBe("INACTIVE");
  }),
);

scenario(
  "AWS CLI: the waiters return when a task runs and when it has stopped",
  { needs: ["tasks"], programs: ["aws"], bug: "stopped-tasks-vanish" },
  throughAwsCli(async (context, aws) => {
    const { cluster, networkConfiguration, waiting } = context;
    const taskDefinition = await context.define("job", [sleeper()]);
    const input = { cluster, taskDefinition, launchType: "FARGATE", networkConfiguration };
    const { tasks } = (await aws.ecs("run-task", ...json(input))) as { tasks: Task[] };
    const task = tasks[0]?.taskArn ?? "";
    const those = ["--cluster", cluster, "--tasks", task];
    await waiting.during(aws.ecs("wait", "tasks-running", ...those));
    await aws.ecs("stop-task", "--cluster", cluster, "--task", task, "--reason", "enough");
    await waiting.during(aws.ecs("wait", "tasks-stopped", ...those));
    const described = (await aws.ecs("describe-tasks", ...those)) as { tasks: Task[] };
    expect(described.tasks[0]).toMatchObject({ lastStatus: "STOPPED", stopCode: "UserInitiated" });
    expect(described.tasks[0]?.stoppedReason).toContain("enough");
  }),
);
