import { category } from "./category.ts";

/** Bugs that omit a member of replies, or invent one. */
export const memberBugs = category("members", {
  "running-task-loses-started-at": "Replies show no startedAt of a task that is RUNNING (LC5)",
  "stopped-task-loses-stopped-at": "Replies show no stoppedAt of a task that is STOPPED (LC5)",
  "fargate-task-loses-platform-version": "Replies show no platformVersion of a task on Fargate (SV3)",
  "definition-invents-memory-reservation":
    "Replies show memoryReservation 0 of a container that was registered without one (TD7)",
  "definition-invents-pid-mode": "Replies show pidMode task of a task definition that was registered without one (TD4)",
  "service-loses-events": "Replies show no events of a service (SV2)",
  "service-shows-another-breaker-threshold":
    "Replies show a threshold of three tasks for a circuit breaker that was given none (SV2)",
  "statistics-lack-managed-instances": "STATISTICS of a cluster have no counts of Managed Instances (CL29)",
  "scaling-policy-has-another-type": "The type of a scaling policy that is attached to a cluster is AutoScaling (CL27)",
  "changed-cluster-shows-tags": "UpdateCluster shows the tags of the cluster (CL30)",
  "deployment-loses-rollout-state": "Replies show no rolloutState of a deployment (DP1)",
});
