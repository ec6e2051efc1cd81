import type { serviceHealthBugs } from "../../../targets/embedded/bugs/serviceHealth.ts";
import type { BugName } from "../../../targets/embedded/bugs.ts";
import { c, createC, created, describeS, registered, type Step, updated } from "./planSteps.ts";

type ServiceHealthBug = Extract<BugName, (typeof serviceHealthBugs)[number]["name"]>;

const check = (command: string) => ({ healthCheck: { command: ["CMD-SHELL", command], interval: 5, retries: 2 } });

const serviceWith = (container: object, more: object = {}, others: object[] = []): Step[] => [
  createC,
  registered("f", container, others),
  created(1, more),
  8,
  describeS,
  8,
  describeS,
  8,
  describeS,
];

export const serviceHealthBugPlans: Readonly<Record<ServiceHealthBug, readonly Step[]>> = {
  "health-checks-are-not-waited-for": [createC, registered("f", check("exit 0")), created(1), 5, describeS],
  "unhealthy-tasks-are-never-replaced": serviceWith(check("exit 1")),
  "unhealthy-tasks-are-stopped-first": serviceWith(check("exit 1")),
  "unhealthy-task-takes-the-others-along": [
    createC,
    registered("f", {
      image: "busybox",
      command: ["sh", "-c", "touch /tmp/well; sleep 30; rm /tmp/well; sleep infinity"],
      ...check("test -f /tmp/well"),
    }),
    created(1),
    20,
    updated({ desiredCount: 2 }),
    ...Array.from({ length: 10 }, () => [4, describeS] as const).flat(),
  ],
  "health-check-grace-period-ignored": serviceWith(check("exit 1"), { healthCheckGracePeriodSeconds: 100 }),
  "health-check-grace-period-never-ends": serviceWith(check("exit 1"), { healthCheckGracePeriodSeconds: 14 }),
  "task-health-follows-its-first-container": [
    ...serviceWith(check("exit 0"), {}, [{ name: "other", image: "nginx", ...check("exit 1") }]),
    ["ListTasks", { ...c, desiredStatus: "STOPPED" }],
  ],
};
