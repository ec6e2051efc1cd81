import { category } from "./category.ts";

/** Bugs in the checks that refuse requests. */
export const requestBugs = category("refusals", {
  "fargate-service-takes-placement":
    "CreateService with the launch type FARGATE accepts placement constraints and strategies (SV46)",
  "instance-placement-is-not-checked":
    "CreateService and UpdateService accept every placement constraint and strategy (SV48, SV49)",
  "role-needs-no-load-balancer": "CreateService accepts a role without a load balancer (SV52)",
  "two-registries-accepted": "CreateService accepts two service registries (SV53)",
  "external-service-takes-circuit-breaker": "CreateService accepts a circuit breaker of an EXTERNAL service (SV54)",
  "load-balancers-are-ignored": "CreateService ignores load balancers, also those that are wrong (SV12, LB1)",
  "service-connect-needs-no-namespace": "CreateService accepts Service Connect without a namespace (SC1)",
  "unknown-volume-configured": "CreateService accepts the configuration of a volume that the definition lacks (VC1)",
  "code-deploy-is-unsupported":
    "CreateService with the CODE_DEPLOY controller is refused as unsupported instead of for its load balancer (CD1)",
  "code-deploy-service-deploys-by-update":
    "UpdateService changes the definition and the network of a CODE_DEPLOY service, and deploys it again (SV26, CD2, CD3)",
  "code-deploy-service-shows-deployments": "A CODE_DEPLOY service shows deployments in place of task sets (CD4)",
  "describe-clusters-ignores-account-and-region":
    "DescribeClusters finds the cluster of the same name by an ARN of another account or region (A9)",
  "delete-cluster-ignores-account-and-region":
    "DeleteCluster deletes the cluster of the same name by an ARN of another account or region (A9)",
  "strategy-without-weight-accepted":
    "RunTask, CreateService and UpdateService accept a strategy whose weights are all 0 (CL22)",
  "two-bases-accepted": "A capacity provider strategy may have two bases (CL22)",
  "unknown-namespace-accepted": "A cluster's default namespace may be the ARN of an unknown one (CL26)",
  "overrides-of-any-length": "RunTask and StartTask accept overrides of more than 8192 characters (TK30)",
  "command-logging-is-not-checked":
    "CreateCluster and UpdateCluster accept command logging that is incomplete (CL23, CL24)",
});
