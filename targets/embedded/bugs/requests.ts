import { category } from "./category.ts";

/** Bugs in what requests are refused for. */
export const requestBugs = category("refusals", {
  "fargate-service-takes-placement":
    "CreateService with the launch type FARGATE accepts placement constraints and strategies (SV46)",
  "instance-placement-is-not-checked":
    "CreateService and UpdateService accept every placement constraint and strategy (SV48, SV49)",
  "role-needs-no-load-balancer": "CreateService accepts a role without a load balancer (SV52)",
  "two-registries-accepted": "CreateService accepts two service registries (SV53)",
  "external-service-takes-circuit-breaker": "CreateService accepts a circuit breaker of an EXTERNAL service (SV54)",
});
