import type { memberBugs } from "../../../targets/embedded/bugs/members.ts";
import { c, createC, describeS, describeT, registered, run, type Step, serviceOf } from "./planSteps.ts";

/** For each bug a short plan whose answers give it away. */
export const memberBugPlans: Readonly<Record<(typeof memberBugs)[number]["name"], readonly Step[]>> = {
  "running-task-loses-started-at": [createC, registered(), run(), 20, describeT],
  "stopped-task-loses-stopped-at": [
    createC,
    registered(),
    run(),
    20,
    ["StopTask", { ...c, task: "$3.tasks.0.taskArn" }],
    60,
    describeT,
  ],
  "fargate-task-loses-platform-version": [createC, registered(), run()],
  "definition-invents-memory-reservation": [registered()],
  "definition-invents-pid-mode": [registered()],
  "service-loses-events": [...serviceOf(1), describeS],
  "service-shows-another-breaker-threshold": [...serviceOf(0), describeS],
  "statistics-lack-managed-instances": [createC, ["DescribeClusters", { clusters: ["c"], include: ["STATISTICS"] }]],
  "scaling-policy-has-another-type": [
    [
      "CreateCapacityProvider",
      {
        name: "p",
        autoScalingGroupProvider: {
          autoScalingGroupArn: "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/p",
          managedScaling: { status: "ENABLED" },
        },
      },
    ],
    ["CreateCluster", { clusterName: "c", capacityProviders: ["p"] }],
    5,
    ["DescribeClusters", { clusters: ["c"], include: ["ATTACHMENTS"] }],
  ],
  "changed-cluster-shows-tags": [
    ["CreateCluster", { clusterName: "c", tags: [{ key: "k", value: "v" }] }],
    ["UpdateCluster", { ...c, settings: [{ name: "containerInsights", value: "enabled" }] }],
  ],
  "deployment-loses-rollout-state": [...serviceOf(0), describeS],
};
