import { category } from "./category.ts";

/** Bugs of capacity providers, container instances and account settings. */
export const instanceBugs = [
  ...category("capacity", {
    "placed-task-takes-no-memory": "A task that is placed on an instance uses none of its memory (TK7)",
    "stopped-task-keeps-its-resources": "A STOPPED task still holds its resources on the instance (TK7)",
    "host-port-given-out-twice": "Two tasks that need the same host port are placed on one instance (TK7)",
    "full-cluster-refused-by-exception":
      "RunTask that fits on no instance raises InvalidParameterException instead of returning failures (TK2)",
    "empty-cluster-refused-by-failures":
      "RunTask on EC2 in a cluster without instances returns failures instead of InvalidParameterException (TK7)",
    "associated-capacity-provider-can-be-deleted":
      "DeleteCapacityProvider deletes a provider that a cluster is associated with (CP5)",
    "predefined-capacity-providers-not-listed":
      "DescribeCapacityProviders without names omits FARGATE and FARGATE_SPOT (CP4)",
    "duplicate-capacity-provider-replaces-it":
      "CreateCapacityProvider with the name of an existing provider replaces it instead of being refused (CP3)",
    "unknown-capacity-providers-are-left-out":
      "DescribeCapacityProviders reports no failures for missing providers (CP4)",
    "update-capacity-provider-loses-managed-scaling": "UpdateCapacityProvider ignores the given managed scaling (CP6)",
  }),
  ...category("instances", {
    "draining-instance-takes-new-tasks": "RunTask and services still place tasks on a DRAINING instance (CI3)",
    "draining-stops-standalone-tasks": "An instance that becomes DRAINING stops tasks that no service started (CI3)",
    "deregistration-with-tasks-needs-no-force":
      "DeregisterContainerInstance with running tasks succeeds without force (CI4)",
    "forced-deregistration-keeps-tasks":
      "The tasks of an instance that was deregistered by force stay RUNNING forever (CI4)",
    "deregistered-instance-still-counted":
      "A deregistered instance is still counted and listed, and its cluster cannot be deleted (CI6)",
    "deregistered-instance-can-come-back": "RegisterContainerInstance revives an INACTIVE instance (CI1)",
    "start-task-refuses-unknown-instance":
      "StartTask on an unknown instance raises InvalidParameterException instead of a failure MISSING (TK8)",
    "cluster-with-container-instances-can-be-deleted":
      "DeleteCluster deletes a cluster with container instances (CL16)",
    "list-container-instances-ignores-status": "ListContainerInstances ignores the requested status (CI6)",
    "put-attributes-keeps-the-first-value": "PutAttributes does not replace the value of an attribute (AT1)",
    "list-attributes-ignores-the-value": "ListAttributes ignores attributeValue (AT2)",
  }),
  ...category("settings", {
    "new-clusters-ignore-container-insights-setting":
      "CreateCluster ignores the account setting containerInsights (CL2)",
    "deletion-of-unset-account-setting-refused": "DeleteAccountSetting of an unset setting is refused (AS2)",
    "list-account-settings-lists-what-was-never-set":
      "ListAccountSettings lists unset settings without effectiveSettings (AS2)",
    "any-task-retirement-wait-period-accepted": "PutAccountSetting accepts any task retirement wait period (AS1)",
  }),
] as const;
