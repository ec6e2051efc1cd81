import { category } from "./category.ts";

/** What can go wrong with capacity, container instances and account settings. */
export const instanceBugs = [
  ...category("capacity", {
    "placed-task-takes-no-memory": "A task that is placed on an instance takes none of its memory (TK7)",
    "stopped-task-keeps-its-resources": "A STOPPED task still holds its part of the instance it ran on (TK7)",
    "host-port-given-out-twice": "Two tasks that need the same host port are placed on one instance (TK7)",
    "full-cluster-refused-by-exception":
      "RunTask without room on any instance answers InvalidParameterException instead of failures (TK2)",
    "empty-cluster-refused-by-failures":
      "RunTask on EC2 in a cluster without instances answers failures instead of InvalidParameterException (TK7)",
    "associated-capacity-provider-can-be-deleted":
      "DeleteCapacityProvider deletes a provider that a cluster is associated with (CP5)",
    "predefined-capacity-providers-not-listed":
      "DescribeCapacityProviders without names leaves out FARGATE and FARGATE_SPOT (CP4)",
    "duplicate-capacity-provider-replaces-it":
      "CreateCapacityProvider of a name that is taken replaces the provider instead of being refused (CP3)",
    "unknown-capacity-providers-are-left-out": "DescribeCapacityProviders does not tell what is MISSING (CP4)",
    "update-capacity-provider-loses-managed-scaling":
      "UpdateCapacityProvider ignores the managed scaling that it is given (CP6)",
  }),
  ...category("instances", {
    "draining-instance-takes-new-tasks": "RunTask and services still place tasks on a DRAINING instance (CI3)",
    "draining-stops-standalone-tasks": "An instance that becomes DRAINING stops tasks that no service started (CI3)",
    "deregistration-with-tasks-needs-no-force":
      "DeregisterContainerInstance with running tasks succeeds without force (CI4)",
    "forced-deregistration-keeps-tasks":
      "The tasks of an instance that was deregistered by force stay RUNNING for ever (CI4)",
    "deregistered-instance-still-counted":
      "A deregistered instance is still counted and listed, and its cluster cannot be deleted (CI6)",
    "deregistered-instance-can-come-back": "RegisterContainerInstance revives an INACTIVE instance (CI1)",
    "start-task-refuses-unknown-instance":
      "StartTask on an unknown instance answers InvalidParameterException instead of a failure MISSING (TK8)",
    "cluster-with-container-instances-can-be-deleted": "DeleteCluster does not mind container instances (CL16)",
    "list-container-instances-ignores-status": "ListContainerInstances ignores the status it is asked for (CI6)",
    "put-attributes-keeps-the-first-value": "PutAttributes does not replace the value of an attribute (AT1)",
    "list-attributes-ignores-the-value": "ListAttributes ignores attributeValue (AT2)",
  }),
  ...category("settings", {
    "new-clusters-ignore-container-insights-setting":
      "CreateCluster does not go by the account setting containerInsights (CL2)",
    "deletion-of-unset-account-setting-refused": "DeleteAccountSetting of an unset setting is refused (AS2)",
    "list-account-settings-lists-what-was-never-set":
      "ListAccountSettings lists settings that nobody has set, unasked (AS2)",
    "any-task-retirement-wait-period-accepted": "PutAccountSetting accepts any task retirement wait period (AS1)",
  }),
] as const;
