import type { rolloutBugs } from "../../../targets/embedded/bugs/rollouts.ts";
import {
  c,
  createC,
  created,
  describeNamesake,
  describeS,
  forInstances,
  namesakes,
  registered,
  run,
  type Step,
  serviceOf,
  updated,
} from "./planSteps.ts";
import { onFargate } from "./simulatorClient.ts";

const external: Step = [
  "CreateService",
  { ...c, serviceName: "s", desiredCount: 3, deploymentController: { type: "EXTERNAL" } },
];
const s = { ...c, service: "s" };
const half = { value: 50, unit: "PERCENT" };

function taskSet(more: object = {}): Step {
  return ["CreateTaskSet", { ...s, taskDefinition: "f:1", ...onFargate, ...more }];
}

const daemon = (more: object = {}): Step => [
  "CreateService",
  { ...c, serviceName: "s", taskDefinition: "f", launchType: "EC2", schedulingStrategy: "DAEMON", ...more },
];

/** The fourth answer is the task set. */
const withTaskSet = (more: object = {}): Step[] => [createC, registered(), external, taskSet(more), 20];
const ofTaskSet = { ...s, taskSet: "$4.taskSet.id" };
const describeSets: Step = ["DescribeTaskSets", s];
const taskSetGone = (force: boolean): Step => ["DeleteTaskSet", { ...ofTaskSet, force }];
const forced = updated({ forceNewDeployment: true });
const listDeployments = (more: object = {}): Step => ["ListServiceDeployments", { ...s, ...more }];
const current = "$4.services.0.currentServiceDeployment";
const describeDeployment: Step = ["DescribeServiceDeployments", { serviceDeploymentArns: [current] }];
/** The fourth answer is the service, with one deployment behind it. */
const deployed = [...serviceOf(1), describeS];
const listTasks: Step = ["ListTasks", { ...c, serviceName: "s" }];
const missingDeployment = "arn:aws:ecs:us-east-1:123456789012:service-deployment/c/s/AAAAAAAAAAAAAAAAAAAAAA";

function protectedBy(more: object = {}, task: object = { tasks: ["$4.taskArns.0"] }): Step {
  return ["UpdateTaskProtection", { ...c, ...task, protectionEnabled: true, ...more }];
}

/** The fourth answer has the two tasks of the service. */
const twoTasks = [...serviceOf(2), listTasks];
const protection: Step = ["GetTaskProtection", { ...c, tasks: ["$4.taskArns.0"] }];
const execute = (more: object = {}): Step => [
  "ExecuteCommand",
  { ...c, task: "$3.tasks.0.taskArn", command: "true", interactive: true, ...more },
];
const taskRoleArn = "arn:aws:iam::123456789012:role/task";
const executable = [createC, registered(), run({ enableExecuteCommand: true, overrides: { taskRoleArn } }), 10];
const [register, definition] = registered() as [string, object];

const withPublicIp = {
  awsvpcConfiguration: { ...onFargate.networkConfiguration.awsvpcConfiguration, assignPublicIp: "ENABLED" },
};

/** For each bug a short plan whose answers give it away. */
export const rolloutBugPlans: Readonly<Record<(typeof rolloutBugs)[number]["name"], readonly Step[]>> = {
  "percents-out-of-range-are-clamped": [
    createC,
    registered(),
    created(1, { deploymentConfiguration: { maximumPercent: 99 } }),
  ],
  "event-names-no-service": [...serviceOf(1), describeS],
  "event-counts-one-task-in-singular": [...serviceOf(1), describeS],
  "steady-state-writes-no-event": [...serviceOf(1), describeS],
  "completed-deployment-writes-no-event": [...serviceOf(1), describeS],
  "enabled-commands-cannot-be-disabled": [
    createC,
    [register, { ...definition, taskRoleArn }],
    created(1, { enableExecuteCommand: true }),
    updated({ enableExecuteCommand: false }),
  ],
  "execute-command-needs-no-task-role": [createC, registered(), run({ enableExecuteCommand: true })],
  "maximum-percent-resets-minimum": [
    ...serviceOf(1),
    updated({ deploymentConfiguration: { minimumHealthyPercent: 50 } }),
    updated({ deploymentConfiguration: { maximumPercent: 150 } }),
  ],
  "placement-strategy-never-changes": [...serviceOf(1), updated({ placementStrategy: [{ type: "random" }] })],
  "empty-placement-strategy-changes-nothing": [
    createC,
    forInstances,
    created(1, { launchType: "EC2", networkConfiguration: undefined, availabilityZoneRebalancing: "DISABLED" }),
    updated({ placementStrategy: [{ type: "random" }] }),
    updated({ placementStrategy: [] }),
  ],
  "monitoring-is-ignored": [
    ...serviceOf(1),
    updated({ monitoring: { metricConfigurations: [{ metricNames: ["CPUUtilization"], resolutionSeconds: 20 }] } }),
  ],
  "breaker-threshold-not-checked": [
    ...serviceOf(1),
    updated({
      deploymentConfiguration: {
        deploymentCircuitBreaker: { enable: true, rollback: true, thresholdConfiguration: { type: "COUNT", value: 0 } },
      },
    }),
  ],
  "rebalancing-allows-any-maximum": [
    ...serviceOf(1),
    updated({ deploymentConfiguration: { maximumPercent: 100, minimumHealthyPercent: 50 } }),
  ],
  "daemon-service-starts-no-tasks": [
    createC,
    forInstances,
    ["RegisterContainerInstance", { ...c, instanceIdentityDocument: JSON.stringify({ instanceId: "i-0" }) }],
    daemon(),
    20,
    describeS,
  ],
  "daemon-service-takes-desired-count": [createC, forInstances, daemon({ desiredCount: 1 })],
  "revisions-of-two-services-described": [
    ...namesakes,
    describeS,
    describeNamesake,
    [
      "DescribeServiceRevisions",
      {
        serviceRevisionArns: [
          "$6.services.0.currentServiceRevisions.0.arn",
          "$7.services.0.currentServiceRevisions.0.arn",
        ],
      },
    ],
  ],
  "computed-desired-count-rounds-down": withTaskSet({ scale: half }),
  "task-set-never-steady": [...withTaskSet({ scale: half }), describeSets],
  "task-set-never-scales-in": [
    ...withTaskSet({ scale: half }),
    ["UpdateTaskSet", { ...ofTaskSet, scale: { value: 0, unit: "PERCENT" } }],
    20,
    describeSets,
  ],
  "update-task-set-loses-scale-zero": [
    ...withTaskSet({ scale: half }),
    ["UpdateTaskSet", { ...ofTaskSet, scale: { value: 0, unit: "PERCENT" } }],
  ],
  "primary-task-set-answered-not-stored": [
    ...withTaskSet(),
    ["UpdateServicePrimaryTaskSet", { ...s, primaryTaskSet: "$4.taskSet.taskSetArn" }],
    describeSets,
  ],
  "deleted-task-set-stays-draining": [...withTaskSet({ scale: half }), taskSetGone(true), 20, describeSets],
  "task-sets-of-rolling-service-answered-empty": [...serviceOf(0), describeSets],
  "describe-unknown-task-set-refused": [
    createC,
    external,
    ["DescribeTaskSets", { ...s, taskSets: ["ecs-svc/1234567890123456789"] }],
  ],
  "describe-task-sets-tags-without-include": [...withTaskSet({ tags: [{ key: "k", value: "v" }] }), describeSets],
  "external-service-accepts-task-definition": [
    createC,
    registered(),
    created(0, {
      deploymentController: { type: "EXTERNAL" },
      launchType: undefined,
      networkConfiguration: undefined,
    }),
  ],
  "create-task-set-uses-latest-revision": [createC, registered(), external, registered(), taskSet()],
  "service-deployment-never-successful": [...deployed, describeDeployment],
  "network-change-starts-no-deployment": [...serviceOf(1), updated({ networkConfiguration: withPublicIp })],
  "same-definition-starts-deployment": [...serviceOf(1), updated({ taskDefinition: "f:1" })],
  "scaling-makes-service-deployment": [...serviceOf(1), updated({ desiredCount: 2 }), listDeployments()],
  "forced-deployment-leaves-no-history": [...serviceOf(1), forced, listDeployments()],
  "list-service-deployments-ignores-status": [...serviceOf(1), listDeployments({ status: ["PENDING"] })],
  "list-service-deployments-page-skips-one": [
    ...serviceOf(1),
    forced,
    listDeployments({ maxResults: 1 }),
    listDeployments({ maxResults: 1, nextToken: "$5.nextToken" }),
  ],
  "list-service-deployments-crosses-services": [...serviceOf(1), created(1, { serviceName: "s2" }), listDeployments()],
  "service-revision-follows-service": [
    ...deployed,
    registered(),
    updated({ taskDefinition: "f:2" }),
    ["DescribeServiceRevisions", { serviceRevisionArns: ["$4.services.0.currentServiceRevisions.0.arn"] }],
  ],
  "unknown-service-deployment-left-out": [
    ["DescribeServiceDeployments", { serviceDeploymentArns: [missingDeployment] }],
  ],
  "finished-service-deployment-stopped-again": [
    ...deployed,
    ["StopServiceDeployment", { serviceDeploymentArn: current }],
  ],
  "stopped-service-deployment-never-rolls-back": [
    ...serviceOf(1),
    forced,
    ["StopServiceDeployment", { serviceDeploymentArn: "$4.service.currentServiceDeployment", stopType: "ROLLBACK" }],
    60,
    listDeployments(),
  ],
  "deleted-service-keeps-service-deployments": [
    ...serviceOf(0),
    describeS,
    ["DeleteService", s],
    60,
    describeDeployment,
  ],
  "task-protection-lasts-seconds": [...twoTasks, protectedBy({ expiresInMinutes: 2 }), 30, protection],
  "task-protection-lasts-an-hour": [...twoTasks, protectedBy(), 5400, protection],
  "repeated-protection-keeps-expiry": [
    ...twoTasks,
    protectedBy({ expiresInMinutes: 1 }),
    protectedBy({ expiresInMinutes: 10 }),
    120,
    protection,
  ],
  "task-protection-not-lifted": [...twoTasks, protectedBy(), protectedBy({ protectionEnabled: false })],
  "scale-in-stops-protected-task": [
    ...twoTasks,
    protectedBy({}, { tasks: ["$4.taskArns.0", "$4.taskArns.1"] }),
    updated({ desiredCount: 0 }),
    20,
    listTasks,
  ],
  "rollout-stops-protected-task": [...twoTasks, protectedBy(), forced, 60, listTasks],
  "standalone-task-can-be-protected": [
    createC,
    registered(),
    run(),
    protectedBy({}, { tasks: ["$3.tasks.0.taskArn"] }),
  ],
  "unknown-task-protection-refused": [createC, ["GetTaskProtection", { ...c, tasks: ["0".repeat(32)] }]],
  "execute-command-needs-no-enabling": [createC, registered(), run(), 10, execute()],
  "execute-command-runs-in-stopped-task": [
    ...executable,
    ["StopTask", { ...c, task: "$3.tasks.0.taskArn" }],
    20,
    execute(),
  ],
  "execute-command-without-interactive": [...executable, execute({ interactive: false })],
  "delete-unknown-task-set-raises-service-not-found": [
    createC,
    external,
    ["DeleteTaskSet", { ...s, taskSet: "ecs-svc/1234567890123456789" }],
  ],
  "stop-unknown-service-deployment-raises-invalid-parameter": [
    ["StopServiceDeployment", { serviceDeploymentArn: missingDeployment }],
  ],
  "execute-command-on-unknown-task-raises-target-not-connected": [createC, execute({ task: "0".repeat(32) })],
  "unknown-namespace-has-no-services": [["ListServicesByNamespace", { namespace: "nowhere" }]],
};
