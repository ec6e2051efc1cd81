import { describe, expect, test } from "vitest";
import { arn } from "../../model/language/arn.ts";
import { lookup } from "../../model/language/lookup.ts";
import { get, values } from "../../model/language/persistentMap.ts";
import { lifetimeOf } from "../../model/resources/taskLifetime.ts";
import { quiesce } from "../../model/time/quiescentState.ts";
import type { Account } from "./account.ts";
import { networkConfiguration, sleep, withDefinition } from "./serviceAccount.ts";

const run = { cluster: "c", taskDefinition: "f", launchType: "FARGATE" as const, networkConfiguration };

const furnished = (command = sleep): Account => withDefinition(command);

describe("RunTask", () => {
  test.each([
    ["CL13", { ...run, cluster: "ghost" }],
    ["TK1", { ...run, count: 11 }],
    ["TK1", { ...run, count: 0 }],
    ["TK4", { ...run, startedBy: "x".repeat(129) }],
    ["TK6", { ...run, overrides: { containerOverrides: [{ name: "nobody" }] } }],
    ["TK7", { ...run, launchType: undefined }],
    ["TD31", { ...run, taskDefinition: "ghost:1" }],
    ["SV13", { ...run, networkConfiguration: undefined }],
  ] as const)("is refused by %s", (rule, input) => {
    expect(furnished().answers("RunTask", input as never)).toEqual([rule]);
  });

  test("a client token starts no second task, and with other parameters is a conflict (TK5)", () => {
    const account = furnished();
    const first = account.ask("RunTask", { ...run, clientToken: "1" }, "tasks.0.taskArn");
    expect(account.ask("RunTask", { ...run, clientToken: "1" }, "tasks.0.taskArn")).toBe(first);
    expect(account.answers("RunTask", { ...run, clientToken: "1", count: 2 })).toEqual(["TK5"]);
    expect(account.ask("RunTask", run, "tasks.0.taskArn")).not.toBe(first);
  });

  test("commands need a task role, of the definition or of the call (TK17)", () => {
    const account = furnished();
    const executable = { ...run, enableExecuteCommand: true };
    expect(account.answers("RunTask", executable)).toEqual(["TK17"]);
    const overrides = { taskRoleArn: "arn:aws:iam::111122223333:role/task" };
    expect(account.answers("RunTask", { ...executable, overrides })).toEqual(["accepted"]);
  });

  test("a used token is refused once its definition is deleted; an empty startedBy makes a different request (TK5)", () => {
    const account = furnished();
    const given = { ...run, taskDefinition: "f:1", clientToken: "1" };
    account.call("RunTask", given);
    expect(account.answers("RunTask", { ...given, startedBy: "" })).toEqual(["TK5"]);
    account.call("DeregisterTaskDefinition", { taskDefinition: "f:1" });
    expect(account.answers("RunTask", given).sort()).toEqual(["TD31b", "accepted"]);
    account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:1"] });
    expect(account.answers("RunTask", given)).toEqual(["TD31p"]);
  });

  test("the tags of the definition are added on request, and the task's own tags take precedence (TK9)", () => {
    const account = furnished();
    const tags = [
      { key: "team", value: "a" },
      { key: "stage", value: "b" },
    ];
    account.call("TagResource", { resourceArn: arn("task-definition", "f:1"), tags });
    const own = [{ key: "stage", value: "c" }];
    account.call("RunTask", { ...run, tags: own });
    account.call("RunTask", { ...run, tags: own, propagateTags: "TASK_DEFINITION" });
    const cluster = get(account.state.clusters, "c");
    const seen = cluster === undefined ? [] : values(cluster.tasks).map((task) => task.tags);
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(expect.arrayContaining([own, [{ key: "team", value: "a" }, ...own]]));
  });

  test("an INACTIVE revision may still be run for some time (TD22)", () => {
    const account = furnished();
    account.call("DeregisterTaskDefinition", { taskDefinition: "f:1" });
    expect(account.answers("RunTask", { ...run, taskDefinition: "f:1" }).sort()).toEqual(["TD31b", "accepted"]);
  });
});

describe("tasks", () => {
  test("a running task is listed RUNNING until it is stopped (TK13)", () => {
    const account = furnished();
    const task = account.ask("RunTask", run, "tasks.0.taskArn") as string;
    expect(lookup(account.call("ListTasks", { cluster: "c" }), "taskArns.0")).toBe(task);
    account.call("StopTask", { cluster: "c", task, reason: "enough" });
    expect(lookup(account.call("ListTasks", { cluster: "c" }), "taskArns.0")).toBeUndefined();
    expect(lookup(account.call("ListTasks", { cluster: "c", desiredStatus: "STOPPED" }), "taskArns.0")).toBe(task);
    expect(account.answers("StopTask", { cluster: "c", task })).toEqual(["accepted"]);
  });

  test("a cluster is not deleted while a task runs, and may or may not be while it stops (CL15)", () => {
    const account = furnished();
    const task = account.ask("RunTask", run, "tasks.0.taskArn") as string;
    expect(account.answers("DeleteCluster", { cluster: "c" })).toEqual(["CL15"]);
    account.call("StopTask", { cluster: "c", task });
    expect(account.answers("DeleteCluster", { cluster: "c" }).sort()).toEqual(["CL15", "accepted"]);
    account.state = quiesce(account.state);
    expect(account.answers("DeleteCluster", { cluster: "c" })).toEqual(["accepted"]);
  });

  test("an unknown task cannot be stopped, and is a failure of DescribeTasks (TK11, TK12)", () => {
    const id = "0123456789abcdef0123456789abcdef";
    expect(furnished().answers("StopTask", { cluster: "c", task: id })).toEqual(["TK11"]);
    expect(lookup(furnished().call("DescribeTasks", { cluster: "c", tasks: [id] }), "failures.0.reason")).toBe(
      "MISSING",
    );
    expect(furnished().answers("DescribeTasks", { cluster: "c", tasks: [] })).toEqual(["G3"]);
  });
});

describe("how a task ends", () => {
  const busybox = (command?: string[]) => ({ name: "app", image: "busybox", ...(command ? { command } : {}) });
  test.each([
    ["runs", [busybox(["sleep", "infinity"])]],
    ["runs", [{ name: "app", image: "nginx" }]],
    ["exits", [busybox()]],
    ["exits", [busybox(["sh", "-c", "sleep 2; exit 3"])]],
    ["exits", [busybox(["sh", "-c", "tail /dev/zero"])]],
    ["fails", [{ name: "app", image: "no-such-image:1" }]],
    ["unknown", [busybox(["sleep", "86400"])]],
    ["unknown", [busybox(["frobnicate"])]],
    [
      "runs",
      [
        { name: "app", image: "nginx" },
        { ...busybox(["true"]), name: "side", essential: false },
      ],
    ],
    [
      "exits",
      [
        { name: "app", image: "nginx" },
        { ...busybox(["true"]), name: "side" },
      ],
    ],
  ])("%s", (kind, containerDefinitions) => {
    expect(lifetimeOf({ family: "f", containerDefinitions }).kind).toBe(kind);
  });

  test.each([
    ["runs", "sleep 120; exit 1", {}],
    ["exits", "sleep 10; exit 1", {}],
    ["unknown", "sleep 90; exit 1", {}],
    ["exits", "sleep 30; exit 3", { ignoredExitCodes: [3] }],
    ["runs", "sleep 120; exit 4", { ignoredExitCodes: [3] }],
    ["exits", "sleep 30", { enabled: false }],
    ["exits", "sleep 50", { restartAttemptPeriod: undefined }],
  ])("%s: %s with the restart policy %j (TD11)", (kind, script, more) => {
    const restartPolicy = { enabled: true, restartAttemptPeriod: 60, ...more };
    const containerDefinitions = [{ ...busybox(["sh", "-c", script]), restartPolicy }];
    expect(lifetimeOf({ family: "f", containerDefinitions }).kind).toBe(kind);
  });
});
