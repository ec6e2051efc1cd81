import { beforeEach, describe, expect, test } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import { lookup } from "../../model/language/lookup.ts";
import { get } from "../../model/language/persistentMap.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import { mustConverge } from "../../model/services/service.ts";
import { observe } from "../../model/time/observe.ts";
import { quiesce } from "../../model/time/quiescentState.ts";
import { Account } from "./account.ts";
import { fargate, networkConfiguration } from "./serviceAccount.ts";

const placed = { cluster: "c", taskDefinition: "f", launchType: "FARGATE" as const, networkConfiguration };
const unknown = "00112233445566778899aabbccddeeff";

let account: Account;
/** A task of a service, a standalone task, and one with enableExecuteCommand. */
let serviced: string;
let alone: string;
let open: string;

const sound = { ...fargate(), taskRoleArn: "arn:aws:iam::111122223333:role/task" };
const failing = { ...sound, containerDefinitions: [{ name: "app", image: "no-such-image:1" }] };

beforeEach(() => {
  account = new Account();
  account.call("CreateCluster", { clusterName: "c" });
  account.call("RegisterTaskDefinition", sound);
  account.call("CreateService", { ...placed, serviceName: "s", desiredCount: 1 });
  account.state = quiesce(account.state);
  serviced = String(account.ask("ListTasks", { cluster: "c", serviceName: "s" }, "taskArns.0"));
  alone = String(account.ask("RunTask", placed, "tasks.0.taskArn"));
  open = String(account.ask("RunTask", { ...placed, enableExecuteCommand: true }, "tasks.0.taskArn"));
});

const protect = (tasks: string[], protectionEnabled = true, expiresInMinutes = 2880) =>
  account.call("UpdateTaskProtection", { cluster: "c", tasks, protectionEnabled, expiresInMinutes });

/** The task is described with the desired status RUNNING. */
function seeRunning(): void {
  const input = { cluster: "c", tasks: [serviced] };
  const output = { tasks: [{ taskArn: serviced, desiredStatus: "RUNNING", lastStatus: "RUNNING" }] };
  account.state = observe(account.state, {
    operation: "DescribeTasks",
    input,
    output,
    rest: false,
    placeholderOf: () => undefined,
  });
}

/** The service is described with a completed rollout. */
function seeCompleted(): void {
  const input = { cluster: "c", services: ["s"] };
  const deployments = [{ status: "PRIMARY", rolloutState: "COMPLETED" }];
  const serviceArn = "arn:aws:ecs:us-east-1:1:service/c/s";
  const output = { services: [{ serviceArn, runningCount: 1, pendingCount: 0, deployments }] };
  const seen = { operation: "DescribeServices", input, output, rest: true, placeholderOf: () => undefined };
  account.state = observe(account.state, seen);
}

const desired = () => {
  const [first] = account.foresee("DescribeTasks", { cluster: "c", tasks: [serviced] });
  const output = first?.result.kind === "accepted" ? first.result.output : null;
  const task = (output as { tasks: { items: { members: Record<string, unknown> }[] } }).tasks.items[0];
  return task?.members.desiredStatus;
};

const service = () => {
  const found = get(get(account.state.clusters, "c")?.services ?? {}, "s");
  if (found === undefined) throw new Error("no service");
  return found;
};

describe("task protection (TK15)", () => {
  test("is for tasks of services: others and unknown ones are failures", () => {
    const output = protect([serviced, alone, unknown]);
    expect(lookup(output, "protectedTasks.0.taskArn")).toBe(serviced);
    expect([0, 1].map((index) => lookup(output, `failures.${index}.reason`)).sort()).toEqual([
      "MISSING",
      "TASK_NOT_VALID",
    ]);
  });

  test.each([1, 2])("of a task that is named twice may be returned %d times", (times) => {
    const expected = account.call("GetTaskProtection", { cluster: "c", tasks: [alone, alone] });
    const failures = Array.from({ length: times }, () => ({
      arn: "arn:aws:ecs:r:1:task/c/x",
      reason: "TASK_NOT_VALID",
    }));
    const bindings = new Bindings({ ...placeholderKinds, task: { pattern: "x", unique: true } });
    const paths = compare(expected, { protectedTasks: [], failures }, bindings).map(({ path }) => path);
    expect(paths.filter((path) => path === "failures[]")).toEqual([]);
  });

  test("is shown until it ends, and not afterwards", () => {
    const shown = () => {
      const output = account.call("GetTaskProtection", { cluster: "c", tasks: [serviced] });
      return JSON.stringify(output).includes('"protectionEnabled":true');
    };
    expect(shown()).toBe(false);
    protect([serviced]);
    expect(shown()).toBe(true);
    protect([serviced], false);
    expect(shown()).toBe(false);
  });

  test("protects a task from scale-in, once it was observed to run under it", () => {
    protect([serviced]);
    expect(desired()).not.toBe("RUNNING");
    seeRunning();
    account.call("UpdateService", { cluster: "c", service: "s", desiredCount: 0 });
    expect(desired()).toBe("RUNNING");
  });

  test("keeps a task off the list of those that stop", () => {
    const listed = () => JSON.stringify(account.foresee("ListTasks", { cluster: "c", desiredStatus: "STOPPED" })[0]);
    protect([serviced]);
    expect(listed()).toContain(`"optional":["${serviced}"]`);
    seeRunning();
    expect(listed()).not.toContain(`"optional":["${serviced}"]`);
  });

  test("that may have expired, or was removed, protects nothing", () => {
    protect([serviced], true, 1);
    seeRunning();
    expect(desired()).not.toBe("RUNNING");
    protect([serviced]);
    seeRunning();
    protect([serviced], false);
    expect(desired()).not.toBe("RUNNING");
  });

  test("does not prevent StopTask", () => {
    protect([serviced]);
    seeRunning();
    account.call("StopTask", { cluster: "c", task: serviced });
    expect(desired()).toBe("STOPPED");
  });

  test("lets a service be at rest with more tasks than desired", () => {
    const context = { tasks: true } as Parameters<typeof mustConverge>[2];
    expect(mustConverge(account.state, service(), context)).toBe(true);
    protect([serviced]);
    expect(mustConverge(account.state, service(), context)).toBe(false);
    protect([serviced], false);
    expect(mustConverge(account.state, service(), context)).toBe(true);
  });

  test.each([
    [100, "open"],
    [200, "judged"],
  ])("holds the room that a rollout needs to fail: at %d %% how that ends is %s", (maximumPercent, how) => {
    const deploymentConfiguration = {
      minimumHealthyPercent: 0,
      maximumPercent,
      deploymentCircuitBreaker: { enable: true, rollback: false },
    };
    const availabilityZoneRebalancing = "DISABLED";
    account.call("UpdateService", { cluster: "c", service: "s", deploymentConfiguration, availabilityZoneRebalancing });
    account.state = quiesce(account.state);
    protect([serviced]);
    account.call("RegisterTaskDefinition", failing);
    account.call("UpdateService", { cluster: "c", service: "s", taskDefinition: "f:2" });
    const [atRest] = account.foresee("DescribeServices", { cluster: "c", services: ["s"] }, true);
    const told = JSON.stringify(atRest?.result);
    expect(/COMPLETED|FAILED/.test(told) ? "judged" : "open").toBe(how);
  });

  test.each([
    [true, '{"$":"among"'],
    [false, '"COMPLETED"'],
  ])("prevents a rollback from completing: with a protected task %s, its end is %s", (isProtected, how) => {
    const deploymentCircuitBreaker = { enable: true, rollback: true };
    account.call("UpdateService", {
      cluster: "c",
      service: "s",
      deploymentConfiguration: { deploymentCircuitBreaker },
    });
    seeCompleted();
    if (isProtected) protect([serviced]);
    account.call("RegisterTaskDefinition", failing);
    account.call("UpdateService", { cluster: "c", service: "s", taskDefinition: "f:2" });
    const [atRest] = account.foresee("DescribeServices", { cluster: "c", services: ["s"] }, true);
    const [told] = /"rolloutState":.{30}/.exec(JSON.stringify(atRest?.result)) ?? [];
    expect(told).toContain(how);
  });

  test("of another service's task, which seemed to be standalone, protects none of this service", () => {
    account.call("CreateService", { ...placed, serviceName: "t", desiredCount: 1 });
    const taskArn = `arn:aws:ecs:us-east-1:1:task/c/${unknown}`;
    const seen = { input: { cluster: "c" }, rest: false, placeholderOf: () => undefined };
    account.state = observe(account.state, { ...seen, operation: "ListTasks", output: { taskArns: [taskArn] } });
    protect([unknown]);
    const told = { taskArn, group: "service:t", desiredStatus: "RUNNING", lastStatus: "RUNNING" };
    account.state = observe(account.state, { ...seen, operation: "DescribeTasks", output: { tasks: [told] } });
    const counted = (name: string) =>
      /"runningCount":(\{[^}]*\})/.exec(
        JSON.stringify(account.foresee("DescribeServices", { cluster: "c", services: [name] }, true)[0]),
      )?.[1];
    expect(counted("s")).toContain('"least":0');
    expect(counted("t")).toContain('"least":1');
  });

  test("ends no earlier than requested", () => {
    const input = { cluster: "c", services: ["s"] };
    const output = { services: [{ serviceArn: "arn:aws:ecs:us-east-1:1:service/c/s", createdAt: 1_700_000_000 }] };
    const operation = "DescribeServices";
    account.state = observe(account.state, { operation, input, output, rest: false, placeholderOf: () => undefined });
    expect(JSON.stringify(protect([serviced], true, 60))).toContain('"least":1700003599');
  });

  test.each([
    ["TK15r", { tasks: [unknown], protectionEnabled: true, expiresInMinutes: 0 }],
    ["TK15r", { tasks: [unknown], protectionEnabled: true, expiresInMinutes: 2881 }],
    ["TK15e", { tasks: [], protectionEnabled: true }],
    ["G4", { tasks: Array<string>(11).fill(unknown), protectionEnabled: true }],
    ["CL13", { cluster: "ghost", tasks: [unknown], protectionEnabled: true }],
  ])("is refused by %s", (rule, input) => {
    expect(account.answers("UpdateTaskProtection", { cluster: "c", ...input })).toEqual([rule]);
  });
});

describe("ExecuteCommand (TK16)", () => {
  const run = { cluster: "c", command: "ls", interactive: true };

  test("needs a task with enableExecuteCommand", () => {
    expect(account.answers("ExecuteCommand", { ...run, task: alone })).toEqual(["TK16"]);
    expect(account.answers("ExecuteCommand", { ...run, task: open }).sort()).toEqual(["TK16r", "accepted"]);
  });

  test("returns a session in the task's container", () => {
    const output = account.call("ExecuteCommand", { ...run, task: open });
    expect(lookup(output, "containerName")).toBe("app");
    expect(lookup(output, "taskArn")).toBe(open);
    expect(lookup(output, "containerArn")).toContain(":container/c/");
  });

  test.each([
    ["TK16i", { interactive: false }],
    ["TK16c", { container: "nobody" }],
    ["TK16n", { task: unknown }],
    ["CL13", { cluster: "ghost" }],
  ])("is refused by %s", (rule, more) => {
    expect(account.answers("ExecuteCommand", { ...run, task: open, ...more })).toEqual([rule]);
  });

  test("of a service's task depends on all earlier configurations of the service", () => {
    expect(account.answers("ExecuteCommand", { ...run, task: serviced })).not.toContain("accepted");
    account.call("UpdateService", { cluster: "c", service: "s", enableExecuteCommand: true });
    account.call("UpdateService", { cluster: "c", service: "s", enableExecuteCommand: false });
    expect(account.answers("ExecuteCommand", { ...run, task: serviced })).toContain("accepted");
  });
});
