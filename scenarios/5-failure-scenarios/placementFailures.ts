import { expect } from "vitest";
import { assertTaskCount } from "../kit/assertions.ts";
import { sleeper, webServer } from "../kit/definitions.ts";
import { untilEvent } from "../kit/events.ts";
import { defineForInstances, registerInstance, runOnInstances, serveOnInstances } from "../kit/instances.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks"] as const;
const roomy = { cpu: 4096, memory: 8192 };
const onHostPort = webServer("web", { portMappings: [{ containerPort: 80, hostPort: 8080, protocol: "tcp" }] });
const onBlue = { type: "memberOf" as const, expression: "attribute:stack == blue" };

scenario(
  "Task placement failures: a host port in use, as failures[]",
  { needs, bug: "host-port-given-out-twice" },
  async (context) => {
    const arn = await registerInstance(context, roomy);
    const definition = await defineForInstances(context, "web", onHostPort);
    const { tasks: [first] = [] } = await runOnInstances(context, definition);
    await context.tasks.waitForStatus(first?.taskArn ?? "", "RUNNING");
    const { tasks, failures } = await runOnInstances(context, definition);
    expect(tasks).toEqual([]);
    expect(failures?.map(({ arn: of, reason }) => [of, reason])).toEqual([[arn, "RESOURCE:PORTS"]]);
  },
);

scenario(
  "Task placement failures: a host port in use, as a service event",
  { needs, bug: "host-port-given-out-twice" },
  async (context) => {
    const arn = await registerInstance(context, roomy);
    const service = await serveOnInstances(context, await defineForInstances(context, "web", onHostPort), 2);
    const message = await untilEvent(context, service, /was unable to place a task/);
    expect(message).toContain(`(container-instance ${arn.split("/").at(-1)}) is already using a port required by your`);
    await context.untilService(service, "run one task", ({ runningCount }) => runningCount === 1);
    await registerInstance(context, roomy);
    await assertTaskCount(context, service, 2);
  },
);

scenario(
  "Task placement failures: an unmet constraint, as failures[]",
  { needs, bug: "placement-constraints-ignored" },
  async (context) => {
    const arn = await registerInstance(context, { ...roomy, attributes: [{ name: "stack", value: "green" }] });
    const definition = await defineForInstances(context, "job", sleeper(), { placementConstraints: [onBlue] });
    const { tasks, failures = [] } = await runOnInstances(context, definition);
    expect(tasks).toEqual([]);
    expect(failures.map(({ arn: of }) => of)).toEqual([arn]);
    expect(["ATTRIBUTE", "MemberOf placement constraint unsatisfied."]).toContain(failures[0]?.reason);
  },
);

scenario(
  "Task placement failures: an unmet constraint, as a service event",
  { needs, bug: "placement-constraints-ignored" },
  async (context) => {
    await registerInstance(context, { ...roomy, attributes: [{ name: "stack", value: "green" }] });
    const definition = await defineForInstances(context, "web", sleeper());
    const service = await serveOnInstances(context, definition, 1, { placementConstraints: [onBlue] });
    await untilEvent(context, service, /was unable to place a task because no container instance met all/);
    expect((await context.service(service)).runningCount).toBe(0);
    const blue = await registerInstance(context, { ...roomy, attributes: [{ name: "stack", value: "blue" }] });
    const [task] = await assertTaskCount(context, service, 1);
    expect(task?.containerInstanceArn).toBe(blue);
  },
);

scenario(
  "Task placement failures: a second task on distinct instances waits for another instance",
  { needs, bug: "placement-constraints-ignored" },
  async (context) => {
    const first = await registerInstance(context, roomy);
    const definition = await defineForInstances(context, "web", sleeper());
    const service = await serveOnInstances(context, definition, 2, {
      placementConstraints: [{ type: "distinctInstance" }],
    });
    await untilEvent(context, service, /was unable to place a task because no container instance met all/);
    await context.untilService(service, "run one task", ({ runningCount }) => runningCount === 1);
    const second = await registerInstance(context, roomy);
    const tasks = await assertTaskCount(context, service, 2);
    expect(new Set(tasks.map(({ containerInstanceArn }) => containerInstanceArn))).toEqual(new Set([first, second]));
  },
);

scenario(
  "Task placement failures: StartTask on an unknown instance, as failures[]",
  { needs, bug: "start-task-refuses-unknown-instance" },
  async (context) => {
    const { cluster, ecs } = context;
    await registerInstance(context, roomy);
    const taskDefinition = await defineForInstances(context, "job", sleeper());
    const containerInstances = ["fedcba98765432100123456789abcdef"];
    const { tasks, failures = [] } = await ecs.call("StartTask", { cluster, taskDefinition, containerInstances });
    expect(tasks).toEqual([]);
    expect(failures.map(({ reason }) => reason)).toEqual(["MISSING"]);
  },
);

scenario(
  "Task placement failures: RunTask places as many tasks as fit",
  { needs, bug: "full-cluster-refused-by-exception" },
  async (context) => {
    await registerInstance(context, { cpu: 1024, memory: 2048 });
    const definition = await defineForInstances(context, "job", sleeper("app", { cpu: 512, memory: 128 }));
    const { tasks = [], failures = [] } = await runOnInstances(context, definition, 3);
    expect(tasks.length).toBe(2);
    expect(new Set(failures.map(({ reason }) => reason))).toEqual(new Set(["RESOURCE:CPU"]));
    const again = await runOnInstances(context, definition);
    expect([again.tasks, again.failures?.map(({ reason }) => reason)]).toEqual([[], ["RESOURCE:CPU"]]);
  },
);
