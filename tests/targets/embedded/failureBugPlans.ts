import type { failureBugs, recoveryBugs } from "../../../targets/embedded/bugs/failures.ts";
import { c, createC, created, describeS, describeT, registered, run, type Step, updated } from "./planSteps.ts";

type Name = (typeof failureBugs | typeof recoveryBugs)[number]["name"];

const image = { image: "no-such-image" };
const running = (script: string, more: object = {}): object => ({
  image: "busybox",
  command: ["sh", "-c", script],
  ...more,
});
const aMinute = { enabled: true, restartAttemptPeriod: 60 };
const listTasks = (more: object = {}): Step => ["ListTasks", { ...c, serviceName: "s", ...more }];
/** The third answer is the task. */
const task = (container: object, ...others: object[]): Step[] => [createC, registered("f", container, others), run()];
const service = (container: object, desiredCount = 1, more: object = {}): Step[] => [
  createC,
  registered("f", container),
  created(desiredCount, more),
];
const breaker = (more: object = {}, maximumPercent = 200): object => ({
  deploymentConfiguration: { maximumPercent, deploymentCircuitBreaker: { enable: true, rollback: false, ...more } },
});
const crashing = service(running("sleep 5; exit 1"));
const spoilt = (more: object): Step[] => [
  ...service({}, 10, more),
  20,
  registered("f", image),
  updated({ taskDefinition: "f:2" }),
];
const machine = (memory: number, attributes: object[] = []): Step => [
  "RegisterContainerInstance",
  {
    ...c,
    instanceIdentityDocument: '{"instanceId":"i-1"}',
    totalResources: [
      { name: "CPU", type: "INTEGER", integerValue: 1024 },
      { name: "MEMORY", type: "INTEGER", integerValue: memory },
    ],
    attributes,
  },
];
const onInstances = (placementConstraints: object[] = []): Step => [
  "RegisterTaskDefinition",
  { family: "f", containerDefinitions: [{ name: "web", image: "nginx", memory: 512 }], placementConstraints },
];
const servedOnInstances: Step = [
  "CreateService",
  { ...c, serviceName: "s", taskDefinition: "f", desiredCount: 1, launchType: "EC2" },
];

/** For each bug a short plan whose answers give it away. */
export const failureBugPlans: Readonly<Record<Name, readonly Step[]>> = {
  "failed-start-reported-as-essential-exit": [...task(image), 20, describeT],
  "placement-constraints-ignored": [
    createC,
    machine(1024),
    onInstances([{ type: "memberOf", expression: "attribute:stack == blue" }]),
    ["RunTask", { ...c, taskDefinition: "f", launchType: "EC2" }],
  ],
  "pull-failure-told-without-cause": [...task(image), 20, describeT],
  "out-of-memory-told-without-reason": [...task(running("tail /dev/zero")), 20, describeT],
  "second-container-that-cannot-start-ignored": [
    ...task({}, { name: "side", image: "busybox", command: ["no-such-program"] }),
    20,
    describeT,
  ],
  "restart-policy-never-restarts": [...task(running("sleep 90", { restartPolicy: aMinute })), 110, describeT],
  "restart-policy-ignores-attempt-period": [...task(running("sleep 10", { restartPolicy: aMinute })), 30, describeT],
  "restart-policy-ignores-ignored-exit-codes": [
    ...task(running("sleep 90; exit 3", { restartPolicy: { ...aMinute, ignoredExitCodes: [3] } })),
    110,
    describeT,
  ],
  "restart-policy-takes-success-for-the-end": [
    ...task(running("sleep 90", { restartPolicy: aMinute })),
    110,
    describeT,
  ],
  "disabled-restart-policy-restarts": [
    ...task(running("sleep 90", { restartPolicy: { ...aMinute, enabled: false } })),
    110,
    describeT,
  ],
  "crashed-service-task-not-replaced": [...crashing, 14, listTasks()],
  "crashed-service-task-replaced-twice": [...crashing, 14, listTasks()],
  "failed-starts-never-throttled": [...service(image), 30, listTasks({ desiredStatus: "STOPPED" })],
  "throttling-grows-without-end": [...service(image), 4500, listTasks({ desiredStatus: "STOPPED" })],
  "throttling-not-told": [...service(image), 30, describeS],
  "crashes-told-as-failed-starts": [...crashing, 60, describeS],
  "new-deployment-stays-throttled": [
    ...service(image),
    100,
    registered(),
    updated({ taskDefinition: "f:2" }),
    10,
    listTasks(),
  ],
  "failed-starts-not-counted": [...service(image), 30, describeS],
  "failed-health-checks-not-counted": [
    ...service({ healthCheck: { command: ["CMD-SHELL", "exit 1"], interval: 5, retries: 1 } }),
    10,
    describeS,
  ],
  "crashes-trip-circuit-breaker": [...service(running("exit 1"), 1, breaker()), 60, describeS],
  "circuit-breaker-trips-at-first-failure": [...service(image, 1, breaker()), 30, describeS],
  "circuit-breaker-threshold-ignores-desired-count": [...spoilt(breaker({}, 110)), 100, describeS],
  "circuit-breaker-ignores-threshold-configuration": [
    ...service(image, 1, breaker({ thresholdConfiguration: { type: "COUNT", value: 5 } })),
    100,
    describeS,
  ],
  "circuit-breaker-rolls-back-uninvited": [...spoilt(breaker()), 100, describeS],
  "disabled-circuit-breaker-trips": [...service(image), 60, describeS],
  "failed-deployment-starts-more-tasks": [...service(image, 1, breaker()), 100, describeS],
  "unplaced-service-task-not-told": [createC, onInstances(), servedOnInstances, 5, describeS],
  "unplaced-service-task-told-without-instance": [
    createC,
    machine(256),
    onInstances(),
    servedOnInstances,
    5,
    describeS,
  ],
  "new-instances-leave-services-waiting": [createC, onInstances(), servedOnInstances, 5, machine(1024), 20, describeS],
};
