import type { instanceBugs } from "../../../targets/embedded/bugs/instances.ts";
import { c, createC, deleteC, describeC, type Step } from "./planSteps.ts";

const instance: Step = [
  "RegisterContainerInstance",
  {
    ...c,
    instanceIdentityDocument: '{"instanceId":"i-1"}',
    totalResources: [
      { name: "CPU", type: "INTEGER", integerValue: 1024 },
      { name: "MEMORY", type: "INTEGER", integerValue: 1024 },
    ],
  },
];
const arn = "$2.containerInstance.containerInstanceArn";
const named = { ...c, containerInstance: arn };
const describeInstance: Step = ["DescribeContainerInstances", { ...c, containerInstances: [arn] }];
const listInstances = (more: object = {}): Step => ["ListContainerInstances", { ...c, ...more }];
const draining: Step = ["UpdateContainerInstancesState", { ...c, containerInstances: [arn], status: "DRAINING" }];
const deregistered = (more: object = {}): Step => ["DeregisterContainerInstance", { ...named, ...more }];

function definition(container: object = {}): Step {
  const containerDefinitions = [{ name: "web", image: "nginx", cpu: 256, memory: 512, ...container }];
  return ["RegisterTaskDefinition", { family: "f", containerDefinitions }];
}

const run = (more: object = {}): Step => ["RunTask", { ...c, taskDefinition: "f", launchType: "EC2", ...more }];
/** The second answer is the instance, the fourth the task that runs there. */
const withTask: Step[] = [createC, instance, definition(), run(), 20];
const describeTask: Step = ["DescribeTasks", { ...c, tasks: ["$4.tasks.0.taskArn"] }];

const group = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/g";
const provider: Step = [
  "CreateCapacityProvider",
  { name: "p", autoScalingGroupProvider: { autoScalingGroupArn: group } },
];
const describeProviders = (...capacityProviders: string[]): Step => [
  "DescribeCapacityProviders",
  { capacityProviders },
];
const attribute = (value: string): Step => [
  "PutAttributes",
  { ...c, attributes: [{ name: "stack", value, targetId: arn }] },
];
const listAttributes = (more: object = {}): Step => [
  "ListAttributes",
  { ...c, targetType: "container-instance", attributeName: "stack", ...more },
];

/** For each bug with capacity, container instances and account settings a short plan whose answers give it away. */
export const instanceBugPlans: Readonly<Record<(typeof instanceBugs)[number]["name"], readonly Step[]>> = {
  "placed-task-takes-no-memory": [...withTask, describeInstance],
  "stopped-task-keeps-its-resources": [
    ...withTask,
    ["StopTask", { ...c, task: "$4.tasks.0.taskArn" }],
    20,
    describeInstance,
  ],
  "host-port-given-out-twice": [
    createC,
    instance,
    definition({ portMappings: [{ containerPort: 80, hostPort: 80 }] }),
    run({ count: 2 }),
  ],
  "full-cluster-refused-by-exception": [createC, instance, definition({ memory: 2048 }), run()],
  "empty-cluster-refused-by-failures": [createC, definition(), run()],
  "associated-capacity-provider-can-be-deleted": [
    provider,
    ["CreateCluster", { clusterName: "c", capacityProviders: ["p"] }],
    ["DeleteCapacityProvider", { capacityProvider: "p" }],
  ],
  "predefined-capacity-providers-not-listed": [describeProviders()],
  "duplicate-capacity-provider-replaces-it": [provider, provider],
  "unknown-capacity-providers-are-left-out": [describeProviders("p")],
  "update-capacity-provider-loses-managed-scaling": [
    provider,
    [
      "UpdateCapacityProvider",
      { name: "p", autoScalingGroupProvider: { managedScaling: { status: "ENABLED", targetCapacity: 50 } } },
    ],
  ],
  "draining-instance-takes-new-tasks": [createC, instance, definition(), draining, run()],
  "draining-stops-standalone-tasks": [...withTask, draining, 20, describeTask],
  "deregistration-with-tasks-needs-no-force": [...withTask, deregistered()],
  "forced-deregistration-keeps-tasks": [...withTask, deregistered({ force: true }), 20, describeTask],
  "deregistered-instance-still-counted": [createC, instance, deregistered(), describeC],
  "deregistered-instance-can-come-back": [
    createC,
    instance,
    deregistered(),
    ["RegisterContainerInstance", { ...c, containerInstanceArn: arn }],
  ],
  "start-task-refuses-unknown-instance": [
    createC,
    definition(),
    ["StartTask", { ...c, taskDefinition: "f", containerInstances: ["0".repeat(32)] }],
  ],
  "cluster-with-container-instances-can-be-deleted": [createC, instance, deleteC],
  "list-container-instances-ignores-status": [createC, instance, listInstances({ status: "DRAINING" })],
  "put-attributes-keeps-the-first-value": [createC, instance, attribute("a"), attribute("b"), listAttributes()],
  "list-attributes-ignores-the-value": [createC, instance, attribute("a"), listAttributes({ attributeValue: "b" })],
  "new-clusters-ignore-container-insights-setting": [
    ["PutAccountSettingDefault", { name: "containerInsights", value: "enabled" }],
    createC,
  ],
  "deletion-of-unset-account-setting-refused": [["DeleteAccountSetting", { name: "containerInsights" }]],
  "list-account-settings-lists-what-was-never-set": [["ListAccountSettings", {}]],
  "any-task-retirement-wait-period-accepted": [
    ["PutAccountSetting", { name: "fargateTaskRetirementWaitPeriod", value: "3" }],
  ],
};
