import type { BugName } from "../../../targets/embedded/bugs.ts";
import { onFargate } from "./simulatorClient.ts";

/** An operation with its input, or so many seconds to wait. A text `$3.tasks.0.taskArn` points into the third answer. */
export type Step = readonly [operation: string, input: object] | number;

const c = { cluster: "c" };
const createC: Step = ["CreateCluster", { clusterName: "c" }];
const createD: Step = ["CreateCluster", { clusterName: "d" }];
const deleteC: Step = ["DeleteCluster", c];
const describeC: Step = ["DescribeClusters", { clusters: ["c"], include: ["TAGS", "SETTINGS"] }];
const tag = (resourceArn: string, ...keys: string[]): Step => [
  "TagResource",
  { resourceArn, tags: keys.map((key) => ({ key, value: "v" })) },
];

function registered(family = "f", container: object = {}, others: object[] = []): Step {
  const containerDefinitions = [{ name: "web", image: "nginx", ...container }, ...others];
  return ["RegisterTaskDefinition", { family, networkMode: "awsvpc", cpu: "256", memory: "512", containerDefinitions }];
}

function created(desiredCount: number, more: object = {}): Step {
  return ["CreateService", { ...c, serviceName: "s", taskDefinition: "f:1", desiredCount, ...onFargate, ...more }];
}

function updated(more: object): Step {
  return ["UpdateService", { ...c, service: "s", ...more }];
}

function run(more: object = {}): Step {
  return ["RunTask", { ...c, taskDefinition: "f", ...onFargate, ...more }];
}

const describeS: Step = ["DescribeServices", { ...c, services: ["s"] }];
const describeT: Step = ["DescribeTasks", { ...c, tasks: ["$3.tasks.0.taskArn"] }];
const deregister = (taskDefinition: string): Step => ["DeregisterTaskDefinition", { taskDefinition }];
const describe = (taskDefinition: string): Step => ["DescribeTaskDefinition", { taskDefinition }];
const serviceOf = (desiredCount: number, more: object = {}): Step[] => [
  createC,
  registered(),
  created(desiredCount, more),
  20,
];
const namesakes: Step[] = [
  createC,
  createD,
  registered(),
  created(1),
  ["CreateService", { cluster: "d", serviceName: "s", taskDefinition: "f", desiredCount: 1, ...onFargate }],
  20,
];
const describeNamesake: Step = ["DescribeServices", { cluster: "d", services: ["s"] }];
const brokenImage = registered("f", { image: "no-such-image" });
const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } };
const rollout = (minimumHealthyPercent: number, maximumPercent: number, desiredCount: number): Step[] => [
  ...serviceOf(desiredCount, { deploymentConfiguration: { minimumHealthyPercent, maximumPercent } }),
  updated({ forceNewDeployment: true }),
  ...Array.from({ length: 12 }, () => [1, describeS] as const).flat(),
];

/** For each bug a short plan whose answers give it away. */
export const bugPlans: Readonly<Record<BugName, readonly Step[]>> = {
  "describe-unknown-task-definition-raises-resource-not-found": [describe("f")],
  "update-inactive-service-raises-service-not-found": [
    createC,
    registered(),
    created(0),
    ["DeleteService", { ...c, service: "s" }],
    updated({ desiredCount: 1 }),
  ],
  "delete-unknown-cluster-raises-invalid-parameter": [deleteC],
  "stop-unknown-task-raises-resource-not-found": [createC, ["StopTask", { ...c, task: "0".repeat(32) }]],
  "delete-cluster-with-tasks-raises-contains-services": [createC, registered(), run(), deleteC],
  "run-task-on-inactive-cluster-raises-client-exception": [createC, registered(), deleteC, run()],
  "update-service-loses-desired-count-zero": [...serviceOf(1), updated({ desiredCount: 0 })],
  "refused-update-service-still-changes-desired-count": [
    ...serviceOf(1),
    updated({ desiredCount: 2, taskDefinition: "g" }),
    describeS,
  ],
  "update-cluster-settings-answered-not-stored": [
    createC,
    ["UpdateClusterSettings", { ...c, settings: [{ name: "containerInsights", value: "enabled" }] }],
    describeC,
  ],
  "put-capacity-providers-keeps-old-strategy": [
    [
      "CreateCluster",
      {
        clusterName: "c",
        capacityProviders: ["FARGATE"],
        defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
    ],
    ["PutClusterCapacityProviders", { ...c, capacityProviders: ["FARGATE"], defaultCapacityProviderStrategy: [] }],
  ],
  "update-service-with-task-definition-loses-desired-count": [
    ...serviceOf(1),
    updated({ desiredCount: 2, taskDefinition: "f" }),
  ],
  "refused-create-service-leaves-service-behind": [
    createC,
    registered(),
    created(1, { networkConfiguration: undefined }),
    describeS,
  ],
  "create-existing-cluster-refused": [createC, createC],
  "run-task-ignores-client-token": [
    createC,
    registered(),
    run({ clientToken: "t" }),
    run({ clientToken: "t" }),
    ["ListTasks", c],
  ],
  "run-task-token-ignores-parameters": [
    createC,
    registered(),
    run({ clientToken: "t" }),
    run({ clientToken: "t", count: 2 }),
  ],
  "create-service-same-token-refused": [
    createC,
    registered(),
    created(1, { clientToken: "t" }),
    created(1, { clientToken: "t" }),
  ],
  "recreated-cluster-keeps-old-tags": [
    ["CreateCluster", { clusterName: "c", tags: [{ key: "k", value: "v" }] }],
    deleteC,
    createC,
  ],
  "delete-service-twice-refused": [
    createC,
    registered(),
    created(0),
    ["DeleteService", { ...c, service: "s" }],
    ["DeleteService", { ...c, service: "s" }],
  ],
  "delete-cluster-twice-refused": [createC, deleteC, deleteC],
  "list-clusters-includes-inactive": [createC, deleteC, ["ListClusters", {}]],
  "list-services-page-skips-one": [
    createC,
    registered(),
    created(0),
    created(0, { serviceName: "s2" }),
    ["ListServices", { ...c, maxResults: 1 }],
    ["ListServices", { ...c, maxResults: 1, nextToken: "$5.nextToken" }],
  ],
  "list-tasks-ignores-family-filter": [
    createC,
    registered(),
    run(),
    ["ListTasks", { ...c, family: "g", desiredStatus: "RUNNING" }],
  ],
  "list-task-definitions-ignores-descending": [
    registered(),
    registered(),
    ["ListTaskDefinitions", { familyPrefix: "f", sort: "DESC" }],
  ],
  "list-task-definitions-family-is-a-prefix": [
    registered("f"),
    registered("f2"),
    ["ListTaskDefinitions", { familyPrefix: "f" }],
  ],
  "list-families-active-includes-inactive": [
    registered(),
    deregister("f:1"),
    ["ListTaskDefinitionFamilies", { status: "ACTIVE" }],
  ],
  "list-clusters-accepts-max-results-zero": [["ListClusters", { maxResults: 0 }]],
  "cluster-names-ignore-case": [createC, ["DescribeClusters", { clusters: ["C"] }]],
  "describe-services-arn-ignores-cluster": [
    createC,
    createD,
    registered(),
    created(0),
    ["DescribeServices", { cluster: "d", services: ["$4.service.serviceArn"] }],
  ],
  "stop-task-refuses-arn": [createC, registered(), run(), ["StopTask", { ...c, task: "$3.tasks.0.taskArn" }]],
  "describe-clusters-refuses-arns": [createC, ["DescribeClusters", { clusters: ["$1.cluster.clusterArn"] }]],
  "run-task-by-arn-uses-latest-revision": [
    createC,
    registered(),
    registered(),
    run({ taskDefinition: "$2.taskDefinition.taskDefinitionArn" }),
  ],
  "create-service-accepts-dots": [createC, registered(), created(0, { serviceName: "s.1" })],
  "tag-resource-replaces-all-tags": [
    createC,
    tag("$1.cluster.clusterArn", "a"),
    tag("$1.cluster.clusterArn", "b"),
    describeC,
  ],
  "untag-resource-removes-one-key-only": [
    createC,
    tag("$1.cluster.clusterArn", "a", "b"),
    ["UntagResource", { resourceArn: "$1.cluster.clusterArn", tagKeys: ["a", "b"] }],
    describeC,
  ],
  "tag-keys-ignore-case": [
    createC,
    tag("$1.cluster.clusterArn", "a"),
    tag("$1.cluster.clusterArn", "A"),
    ["ListTagsForResource", { resourceArn: "$1.cluster.clusterArn" }],
  ],
  "describe-services-tags-without-include": [
    createC,
    registered(),
    created(0, { tags: [{ key: "k", value: "v" }] }),
    describeS,
  ],
  "register-loses-empty-tag-value": [
    [
      "RegisterTaskDefinition",
      {
        family: "f",
        containerDefinitions: [{ name: "web", image: "nginx", memory: 64 }],
        tags: [{ key: "k", value: "" }],
      },
    ],
  ],
  "tag-inactive-cluster-succeeds": [createC, deleteC, tag("$1.cluster.clusterArn", "a")],
  "tags-with-aws-prefix-accepted": [createC, tag("$1.cluster.clusterArn", "aws:a")],
  "revision-reused-after-deregister": [registered(), deregister("f:1"), registered()],
  "identical-registration-reuses-revision": [registered(), registered()],
  "deleted-revision-number-reused": [
    registered(),
    deregister("f:1"),
    ["DeleteTaskDefinitions", { taskDefinitions: ["f:1"] }],
    10,
    registered(),
  ],
  "deregister-hits-latest-revision": [registered(), registered(), deregister("f:1")],
  "describe-family-returns-inactive-revision": [registered(), registered(), deregister("f:2"), describe("f")],
  "delete-active-task-definition-succeeds": [registered(), ["DeleteTaskDefinitions", { taskDefinitions: ["f:1"] }]],
  "register-overwrites-previous-revision": [registered(), registered("f", { image: "nginx:2" }), describe("f:1")],
  "stop-task-desired-status-returns-to-running": [
    createC,
    registered(),
    run(),
    ["StopTask", { ...c, task: "$3.tasks.0.taskArn" }],
    20,
    describeT,
  ],
  "non-essential-exit-stops-task": [
    createC,
    registered("f", {}, [{ name: "side", image: "busybox", essential: false }]),
    run(),
    20,
    describeT,
  ],
  "essential-exit-leaves-task-running": [
    createC,
    registered("f", {}, [{ name: "second", image: "busybox" }]),
    run(),
    20,
    describeT,
  ],
  "exit-code-reported-as-zero": [
    createC,
    registered("f", { image: "busybox", command: ["sh", "-c", "exit 3"] }),
    run(),
    20,
    describeT,
  ],
  "stop-task-loses-reason": [
    createC,
    registered(),
    run(),
    ["StopTask", { ...c, task: "$3.tasks.0.taskArn", reason: "because" }],
  ],
  "task-version-stands-still": [createC, registered(), run(), ["StopTask", { ...c, task: "$3.tasks.0.taskArn" }]],
  "stopped-tasks-vanish": [createC, registered("f", { image: "busybox" }), run(), 20, describeT],
  "essential-exit-reported-as-user-stop": [createC, registered("f", { image: "busybox" }), run(), 20, describeT],
  "failed-image-pull-stays-pending": [createC, brokenImage, run(), 20, describeT],
  "stopped-service-task-not-replaced": [
    ...serviceOf(2),
    ["ListTasks", c],
    ["StopTask", { ...c, task: "$4.taskArns.0" }],
    20,
    describeS,
  ],
  "scale-in-stops-one-too-many": [...serviceOf(4), updated({ desiredCount: 2 }), 20, describeS],
  "scale-out-stops-one-short": [...serviceOf(3), describeS],
  "running-count-forgets-scale-in": [...serviceOf(2), updated({ desiredCount: 1 }), 20, describeS],
  "deleted-service-stays-draining": [
    ...serviceOf(1),
    ["DeleteService", { ...c, service: "s", force: true }],
    20,
    describeS,
  ],
  "old-deployment-never-leaves": [...serviceOf(1), updated({ forceNewDeployment: true }), 30, describeS],
  "scale-to-zero-leaves-one-task": [...serviceOf(2), updated({ desiredCount: 0 }), 20, describeS],
  "rollout-exceeds-maximum-percent": rollout(100, 150, 2),
  "rollout-ignores-minimum-healthy-percent": rollout(100, 200, 2),
  "minimum-healthy-percent-rounds-down": rollout(50, 100, 3),
  "maximum-percent-rounds-up": rollout(100, 150, 3),
  "circuit-breaker-never-trips": [
    ...serviceOf(1, breaker),
    brokenImage,
    updated({ taskDefinition: "f" }),
    60,
    describeS,
  ],
  "circuit-breaker-does-not-roll-back": [
    ...serviceOf(1, breaker),
    brokenImage,
    updated({ taskDefinition: "f" }),
    60,
    describeS,
  ],
  "list-tasks-crosses-clusters": [...namesakes, ["ListTasks", { ...c, serviceName: "s" }]],
  "delete-service-drains-namesake": [
    ...namesakes,
    ["DeleteService", { ...c, service: "s", force: true }],
    describeNamesake,
  ],
  "update-service-changes-namesake": [...namesakes, updated({ desiredCount: 2 }), describeNamesake],
  "deregister-touches-longer-family": [registered("f"), registered("f2"), deregister("f:1"), describe("f2:1")],
  "tag-service-tags-its-cluster": [createC, registered(), created(0), tag("$3.service.serviceArn", "a"), describeC],
  "scale-in-stops-standalone-task": [
    createC,
    registered(),
    run(),
    created(1),
    20,
    updated({ desiredCount: 0 }),
    20,
    describeT,
  ],
  "crash-on-second-service-deletion": [
    createC,
    registered(),
    created(0),
    ["DeleteService", { ...c, service: "s" }],
    ["DeleteService", { ...c, service: "s" }],
  ],
  "crash-on-empty-tag-value": [
    createC,
    ["TagResource", { resourceArn: "$1.cluster.clusterArn", tags: [{ key: "k", value: "" }] }],
  ],
  "html-error-on-second-deregistration": [registered(), deregister("f:1"), deregister("f:1")],
  "half-json-on-two-services": [createC, ["DescribeServices", { ...c, services: ["a", "b"] }]],
  "hang-on-stop-of-stopped-task": [
    createC,
    registered("f", { image: "busybox" }),
    run(),
    20,
    ["StopTask", { ...c, task: "$3.tasks.0.taskArn" }],
  ],
  "reset-on-update-to-zero": [...serviceOf(1), updated({ desiredCount: 0 })],
  "text-body-on-untag": [createC, ["UntagResource", { resourceArn: "$1.cluster.clusterArn", tagKeys: ["a"] }]],
  "server-error-on-unknown-service": [createC, updated({ desiredCount: 0 })],
};
