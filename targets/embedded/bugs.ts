/** The kinds of faults that can be planted. */
type BugCategory =
  | "error-types"
  | "lost-writes"
  | "idempotency"
  | "lists"
  | "identifiers"
  | "tags"
  | "revisions"
  | "task-life-cycle"
  | "convergence"
  | "rollout-bounds"
  | "isolation"
  | "crashes";

/** A fault that can be planted in the simulator; its name says what goes wrong. */
export interface Bug {
  readonly name: string;
  readonly category: BugCategory;
  readonly summary: string;
}

function category<const C extends BugCategory, const S extends Readonly<Record<string, string>>>(
  name: C,
  summaries: S,
) {
  return Object.entries(summaries).map(([bug, summary]) => ({
    name: bug as keyof S & string,
    category: name,
    summary,
  }));
}

const registry = [
  ...category("error-types", {
    "describe-unknown-task-definition-raises-resource-not-found":
      "DescribeTaskDefinition of an unknown revision answers ResourceNotFoundException instead of ClientException (TD20)",
    "update-inactive-service-raises-service-not-found":
      "UpdateService of an INACTIVE service answers ServiceNotFoundException instead of ServiceNotActiveException (SV21)",
    "delete-unknown-cluster-raises-invalid-parameter":
      "DeleteCluster of a cluster that never existed answers InvalidParameterException (CL13)",
    "stop-unknown-task-raises-resource-not-found":
      "StopTask of an unknown task answers ResourceNotFoundException instead of InvalidParameterException (TK11)",
    "delete-cluster-with-tasks-raises-contains-services":
      "DeleteCluster with tasks but no services answers ClusterContainsServicesException (CL15)",
    "run-task-on-inactive-cluster-raises-client-exception":
      "RunTask on an INACTIVE cluster answers ClientException instead of ClusterNotFoundException (CL19)",
  }),
  ...category("lost-writes", {
    "update-service-loses-desired-count-zero": "UpdateService with desiredCount 0 keeps the old count (SV25)",
    "refused-update-service-still-changes-desired-count":
      "UpdateService refused for its task definition has already changed desiredCount",
    "update-cluster-settings-answered-not-stored":
      "UpdateCluster and UpdateClusterSettings answer the new setting and forget it (CL20)",
    "put-capacity-providers-keeps-old-strategy":
      "PutClusterCapacityProviders replaces the providers but not the default strategy when that is empty (CL21)",
    "update-service-with-task-definition-loses-desired-count":
      "UpdateService with a task definition and a desiredCount ignores the count",
    "refused-create-service-leaves-service-behind":
      "CreateService refused for its network configuration has created the service all the same (SV13)",
  }),
  ...category("idempotency", {
    "create-existing-cluster-refused": "CreateCluster of an ACTIVE cluster is refused (CL3)",
    "run-task-ignores-client-token": "RunTask repeated with the same client token starts more tasks (TK5)",
    "run-task-token-ignores-parameters":
      "RunTask with a used client token and other parameters answers the old tasks instead of a conflict (TK5)",
    "create-service-same-token-refused": "CreateService repeated with the same client token is refused (SV10)",
    "recreated-cluster-keeps-old-tags": "A cluster created again after its deletion still has its old tags (CL5)",
    "delete-service-twice-refused": "DeleteService of a service that is not ACTIVE is refused (SV31)",
    "delete-cluster-twice-refused": "DeleteCluster of an INACTIVE cluster is refused (CL12)",
  }),
  ...category("lists", {
    "list-clusters-includes-inactive": "ListClusters lists INACTIVE clusters too (CL10)",
    "list-services-page-skips-one": "ListServices leaves out the first service of each following page (SV35)",
    "list-tasks-ignores-family-filter": "ListTasks ignores the filter family when a desiredStatus is given (TK13)",
    "list-task-definitions-ignores-descending":
      "ListTaskDefinitions sorts revisions upwards in descending lists (TD29)",
    "list-task-definitions-family-is-a-prefix":
      "ListTaskDefinitions takes familyPrefix as a prefix, not as the whole family (TD29)",
    "list-families-active-includes-inactive":
      "ListTaskDefinitionFamilies with status ACTIVE lists families without any ACTIVE revision (TD30)",
    "list-clusters-accepts-max-results-zero": "ListClusters with maxResults 0 answers instead of refusing",
  }),
  ...category("identifiers", {
    "cluster-names-ignore-case": "DescribeClusters finds a cluster under its name in other case (A4)",
    "describe-services-arn-ignores-cluster":
      "DescribeServices answers a service of another cluster when it is named by ARN (G6)",
    "stop-task-refuses-arn": "StopTask finds tasks by id only, not by ARN (A2)",
    "describe-clusters-refuses-arns": "DescribeClusters reports clusters that are named by ARN as MISSING (A2)",
    "run-task-by-arn-uses-latest-revision": "RunTask given the ARN of a revision starts the latest one instead (A2)",
    "create-service-accepts-dots": "CreateService accepts dots in service names (A4)",
  }),
  ...category("tags", {
    "tag-resource-replaces-all-tags": "TagResource drops the tags it does not name (T2)",
    "untag-resource-removes-one-key-only": "UntagResource removes the first of several keys only (T2)",
    "tag-keys-ignore-case": "TagResource overwrites a tag whose key differs in case only (T1)",
    "describe-services-tags-without-include": "DescribeServices shows tags without being asked (T8)",
    "register-loses-empty-tag-value": "RegisterTaskDefinition drops tags whose value is empty (T1)",
    "tag-inactive-cluster-succeeds": "TagResource accepts an INACTIVE cluster (T4)",
    "tags-with-aws-prefix-accepted": "TagResource accepts keys that begin with the reserved aws: (T1)",
  }),
  ...category("revisions", {
    "revision-reused-after-deregister": "The revision of a deregistered task definition is given out again (TD2)",
    "identical-registration-reuses-revision": "Registering the same content again makes no new revision (TD3)",
    "deleted-revision-number-reused": "The number of a deleted revision is given out again (TD2)",
    "deregister-hits-latest-revision": "DeregisterTaskDefinition deregisters the latest revision of the family (TD22)",
    "describe-family-returns-inactive-revision":
      "DescribeTaskDefinition of a family answers its highest revision even when that is INACTIVE (TD20)",
    "delete-active-task-definition-succeeds": "DeleteTaskDefinitions deletes an ACTIVE revision (TD26)",
    "register-overwrites-previous-revision":
      "RegisterTaskDefinition also changes the image in the previous revision (CC7)",
  }),
  ...category("task-life-cycle", {
    "stop-task-desired-status-returns-to-running":
      "A task that was stopped by a user ends with desiredStatus RUNNING (LC2)",
    "non-essential-exit-stops-task": "The exit of a non-essential container stops the task (LC9)",
    "essential-exit-leaves-task-running": "The exit of the second essential container leaves the task running (LC9)",
    "exit-code-reported-as-zero": "Every exit code is reported as 0",
    "stop-task-loses-reason": "StopTask does not keep the reason that was given (TK10)",
    "task-version-stands-still": "The version of a task does not change when it stops (LC4)",
    "stopped-tasks-vanish": "DescribeTasks calls STOPPED tasks MISSING (TK12)",
    "essential-exit-reported-as-user-stop":
      "The stopCode of a task whose essential container exited is UserInitiated (LC6)",
    "failed-image-pull-stays-pending": "A task whose image does not exist stays PENDING for ever",
  }),
  ...category("convergence", {
    "stopped-service-task-not-replaced": "A service does not replace a task that a user stopped (DP11)",
    "scale-in-stops-one-too-many": "A scale-in by two or more stops one task too many and starts none in its place",
    "scale-out-stops-one-short": "A service of three or more tasks is left one task short",
    "running-count-forgets-scale-in": "runningCount keeps counting tasks that a scale-in has stopped (DP14)",
    "deleted-service-stays-draining": "A service deleted with tasks stays DRAINING (SV30)",
    "old-deployment-never-leaves": "The replaced deployment stays listed as ACTIVE with no tasks (DP1)",
    "scale-to-zero-leaves-one-task": "A service scaled to zero keeps one task",
  }),
  ...category("rollout-bounds", {
    "rollout-exceeds-maximum-percent": "A rollout starts all new tasks at once, whatever maximumPercent says (DP3)",
    "rollout-ignores-minimum-healthy-percent": "A rollout stops all old tasks first (DP3)",
    "minimum-healthy-percent-rounds-down": "The lower bound of a rollout is rounded down instead of up (DP3)",
    "maximum-percent-rounds-up": "The upper bound of a rollout is rounded up instead of down (DP3)",
    "circuit-breaker-never-trips": "A deployment with a circuit breaker never fails (DP7)",
    "circuit-breaker-does-not-roll-back": "The circuit breaker fails the deployment but does not roll back (DP9)",
  }),
  ...category("isolation", {
    "list-tasks-crosses-clusters": "ListTasks by serviceName also lists tasks of a service so named in another cluster",
    "delete-service-drains-namesake": "DeleteService also drains the service of the same name in another cluster",
    "update-service-changes-namesake": "UpdateService also changes desiredCount of its namesake in another cluster",
    "deregister-touches-longer-family": "DeregisterTaskDefinition of f:1 also deregisters f2:1",
    "tag-service-tags-its-cluster": "TagResource of a service tags its cluster too",
    "scale-in-stops-standalone-task": "A scale-in also stops a task that RunTask started in the cluster",
  }),
  ...category("crashes", {
    "crash-on-second-service-deletion": "DeleteService of a service that is not ACTIVE crashes the server",
    "crash-on-empty-tag-value": "TagResource with an empty value crashes the server",
    "html-error-on-second-deregistration": "DeregisterTaskDefinition of an INACTIVE revision answers an HTML page, 500",
    "half-json-on-two-services": "DescribeServices of two services answers half a document",
    "hang-on-stop-of-stopped-task": "StopTask of a STOPPED task is never answered",
    "reset-on-update-to-zero": "UpdateService to desiredCount 0 is done, but the connection is reset",
    "text-body-on-untag": "UntagResource answers 200 with a body that is not JSON",
    "server-error-on-unknown-service":
      "UpdateService of an unknown service answers ServerException, 500, and creates nothing",
  }),
] as const satisfies readonly Bug[];

/** The bugs that can be planted, in a stable order. */
export const bugs: readonly Bug[] = registry;

export type BugName = (typeof registry)[number]["name"];

const names: ReadonlySet<string> = new Set(bugs.map((bug) => bug.name));

export function isBugName(name: string): name is BugName {
  return names.has(name);
}
