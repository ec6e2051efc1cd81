import { expect } from "vitest";
import { assertFails, assertTaskCount } from "../kit/assertions.ts";
import { throughBotocore } from "../kit/clients/throughClients.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "botocore waiters: services_stable returns when all tasks of a service run",
  { needs: ["tasks"], programs: ["botocore"], bug: "scale-out-stops-one-short" },
  throughBotocore(async (context, botocore) => {
    const { cluster, target, waiting } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 3);
    const input = { cluster, services: [serviceName] };
    await waiting.during(botocore.wait("services_stable", input, target.restSeconds));
    expect((await context.service(serviceName)).runningCount).toBe(3);
  }),
);

scenario(
  "botocore waiters: services_stable and services_inactive fail for an unknown service",
  { programs: ["botocore"], bug: "missing-services-are-left-out" },
  throughBotocore(async (context, botocore) => {
    const input = { cluster: context.cluster, services: [context.unique("nobody")] };
    const { restSeconds } = context.target;
    await assertFails(botocore.wait("services_stable", input, restSeconds), '"MISSING"');
    await assertFails(botocore.wait("services_inactive", input, restSeconds), '"MISSING"');
  }),
);

scenario(
  "botocore waiters: services_inactive returns when a deleted service is inactive",
  { needs: ["tasks"], programs: ["botocore"], bug: "deleted-service-stays-draining" },
  throughBotocore(async (context, botocore) => {
    const { cluster, ecs, target, waiting } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 2);
    await assertTaskCount(context, serviceName, 2);
    await ecs.deleteService(cluster, serviceName, true);
    const input = { cluster, services: [serviceName] };
    await waiting.during(botocore.wait("services_inactive", input, target.restSeconds));
    expect((await context.service(serviceName)).status).toBe("INACTIVE");
    await assertFails(botocore.wait("services_stable", input, target.restSeconds), '"INACTIVE"');
  }),
);

scenario(
  "botocore waiters: tasks_running and tasks_stopped return when tasks run and have stopped",
  { needs: ["tasks"], programs: ["botocore"], bug: "stopped-tasks-vanish" },
  throughBotocore(async (context, botocore) => {
    const { cluster, ecs, target, waiting } = context;
    const started = await context.run(await context.define("job", [sleeper()]), { count: 2 });
    const tasks = started.map(({ taskArn = "" }) => taskArn);
    await waiting.during(botocore.wait("tasks_running", { cluster, tasks }, target.restSeconds));
    for (const task of tasks) await ecs.stopTask(cluster, task);
    await waiting.during(botocore.wait("tasks_stopped", { cluster, tasks }, target.restSeconds));
    const stopped = await ecs.describeTasks(cluster, tasks);
    expect(stopped.map(({ lastStatus }) => lastStatus)).toEqual(["STOPPED", "STOPPED"]);
    await assertFails(botocore.wait("tasks_running", { cluster, tasks }, target.restSeconds), '"STOPPED"');
  }),
);
