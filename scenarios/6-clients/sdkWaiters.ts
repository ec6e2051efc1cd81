import {
  DeleteServiceCommand,
  type ECSClient,
  RunTaskCommand,
  StopTaskCommand,
  waitUntilServicesInactive,
  waitUntilServicesStable,
  waitUntilTasksRunning,
  waitUntilTasksStopped,
} from "@aws-sdk/client-ecs";
import { expect } from "vitest";
import { assertFails } from "../kit/assertions.ts";
import { throughSdk } from "../kit/clients/throughClients.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { exiting, sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

/** The options of the SDK's waiters, which here look every second instead of every 15. */
const patient = (client: ECSClient, context: ScenarioContext) => ({
  client,
  minDelay: 1,
  maxDelay: 2,
  maxWaitTime: context.target.restSeconds,
});

scenario(
  "SDK waiters: a service is stable when all its tasks run",
  { needs: ["tasks"], bug: "scale-out-stops-one-short" },
  throughSdk(async (context, client) => {
    const { cluster, waiting } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 3);
    const services = { cluster, services: [serviceName] };
    const { state } = await waiting.during(waitUntilServicesStable(patient(client, context), services));
    expect(state).toBe("SUCCESS");
    const { runningCount, deployments } = await context.service(serviceName);
    expect(runningCount).toBe(3);
    expect(deployments).toHaveLength(1);
  }),
);

scenario(
  "SDK waiters: an unknown service is never stable",
  { bug: "missing-services-are-left-out" },
  throughSdk(async (context, client) => {
    const services = { cluster: context.cluster, services: [context.unique("nobody")] };
    await assertFails(waitUntilServicesStable(patient(client, context), services), "MISSING");
  }),
);

scenario(
  "SDK waiters: a deleted service becomes inactive, and never stable again",
  { needs: ["tasks"], bug: "deleted-service-stays-draining" },
  throughSdk(async (context, client) => {
    const { cluster, waiting } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    const services = { cluster, services: [serviceName] };
    await waiting.during(waitUntilServicesStable(patient(client, context), services));
    await client.send(new DeleteServiceCommand({ cluster, service: serviceName, force: true }));
    await waiting.during(waitUntilServicesInactive(patient(client, context), services));
    await assertFails(waitUntilServicesStable(patient(client, context), services), "INACTIVE");
  }),
);

scenario(
  "SDK waiters: a task runs, and has stopped",
  { needs: ["tasks"], bug: "stopped-tasks-vanish" },
  throughSdk(async (context, client) => {
    const { cluster, networkConfiguration, waiting } = context;
    const taskDefinition = await context.define("job", [sleeper()]);
    const { tasks = [] } = await client.send(
      new RunTaskCommand({ cluster, taskDefinition, launchType: "FARGATE", networkConfiguration, count: 2 }),
    );
    const arns = tasks.map(({ taskArn = "" }) => taskArn);
    expect(arns).toHaveLength(2);
    const all = { cluster, tasks: arns };
    await waiting.during(waitUntilTasksRunning(patient(client, context), all));
    for (const task of arns) await client.send(new StopTaskCommand({ cluster, task }));
    const { state } = await waiting.during(waitUntilTasksStopped(patient(client, context), all));
    expect(state).toBe("SUCCESS");
    const stopped = await context.ecs.describeTasks(cluster, arns);
    expect(stopped.map(({ lastStatus }) => lastStatus)).toEqual(["STOPPED", "STOPPED"]);
  }),
);

scenario(
  "SDK waiters: waiting for a stopped task to run fails at once",
  { needs: ["tasks", "containers"], bug: "essential-exit-leaves-task-running" },
  throughSdk(async (context, client) => {
    const { cluster, waiting } = context;
    const companion = sleeper("companion", { essential: true });
    const { taskArn } = await context.runOne(await context.define("job", [companion, exiting(1, 0)]));
    const task = { cluster, tasks: [taskArn] };
    await waiting.during(waitUntilTasksStopped(patient(client, context), task));
    await assertFails(waitUntilTasksRunning(patient(client, context), task), "STOPPED");
  }),
);
