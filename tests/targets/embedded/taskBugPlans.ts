import type { scenarioTaskBugs, taskBugs } from "../../../targets/embedded/bugs/tasks.ts";
import { c, createC, created, describeS, describeT, registered, run, type Step, serviceOf } from "./planSteps.ts";

const sleeps = { image: "busybox", command: ["sleep", "infinity"] };
const overridden = (name: string, override: object): Step =>
  run({ overrides: { containerOverrides: [{ name, ...override }] } });
const stopped = (more: object = {}): Step => ["StopTask", { ...c, task: "$3.tasks.0.taskArn", ...more }];
const listed = (more: object): Step => ["ListTasks", { ...c, ...more }];

/** The first task of the service is described in the end. */
const firstTask = (place: number): Step[] => [
  listed({ serviceName: "s" }),
  ["DescribeTasks", { ...c, tasks: [`$${place}.taskArns.0`] }],
];

/** For each bug a short plan whose answers give it away. */
export const taskBugPlans: Readonly<
  Record<(typeof taskBugs | typeof scenarioTaskBugs)[number]["name"], readonly Step[]>
> = {
  "sleeping-task-hangs-activating": [createC, registered("f", sleeps), run(), 10, describeT],
  "task-activates-before-it-is-pending": [createC, registered(), run(), 1.5, describeT],
  "task-starts-when-it-is-created": [createC, registered(), run()],
  "stop-before-running-is-forgotten": [createC, registered(), run(), stopped(), 10, describeT],
  "second-stop-replaces-reason": [
    createC,
    registered(),
    run(),
    10,
    stopped({ reason: "first" }),
    stopped({ reason: "second" }),
  ],
  "stop-task-stops-its-siblings": [createC, registered(), run(), run(), 10, stopped(), listed({})],
  "run-task-starts-one-too-few": [createC, registered(), run({ count: 3 })],
  "run-task-starts-eleven-tasks": [createC, registered(), run({ count: 11 })],
  "run-task-ignores-group": [createC, registered(), run({ group: "g" })],
  "run-task-forgets-tags": [
    createC,
    registered(),
    run({ tags: [{ key: "k", value: "v" }] }),
    ["DescribeTasks", { ...c, tasks: ["$3.tasks.0.taskArn"], include: ["TAGS"] }],
  ],
  "override-command-shown-not-run": [
    createC,
    registered("f", sleeps),
    overridden("web", { command: ["true"] }),
    10,
    describeT,
  ],
  "override-keeps-command-only": [
    createC,
    registered(),
    overridden("web", { environment: [{ name: "STAGE", value: "a" }] }),
  ],
  "override-hits-every-container": [
    createC,
    registered("f", {}, [{ name: "side", ...sleeps }]),
    overridden("web", { command: ["sleep", "infinity"] }),
  ],
  "override-of-unknown-container-ignored": [createC, registered(), overridden("nobody", {})],
  "run-task-takes-the-smallest-size": [
    createC,
    [
      "RegisterTaskDefinition",
      {
        family: "f",
        networkMode: "awsvpc",
        cpu: "512",
        memory: "1024",
        containerDefinitions: [{ name: "web", image: "nginx" }],
      },
    ],
    run(),
  ],
  "register-loses-container-memory": [registered("f", { memory: 64 })],
  "register-loses-environment": [registered("f", { environment: [{ name: "STAGE", value: "a" }] })],
  "create-service-forgets-tags": [
    createC,
    registered(),
    created(0, { tags: [{ key: "k", value: "v" }] }),
    ["DescribeServices", { ...c, services: ["s"], include: ["TAGS"] }],
  ],
  "list-tasks-ignores-started-by": [createC, registered(), run({ startedBy: "me" }), listed({ startedBy: "you" })],
  "list-tasks-of-service-adds-a-standalone-task": [...serviceOf(0), run(), listed({ serviceName: "s" })],
  "service-tasks-use-latest-revision": [createC, registered(), registered(), created(1), 20, ...firstTask(5)],
  "service-tasks-ignore-command": [createC, registered("f", sleeps), created(1), 20, describeS],
  "service-tasks-started-by-service-name": [...serviceOf(1), ...firstTask(4)],
  "service-tasks-grouped-by-family": [...serviceOf(1), ...firstTask(4)],
};
