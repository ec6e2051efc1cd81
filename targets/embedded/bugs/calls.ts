import { category } from "./category.ts";

/** Bugs of single calls. */
export const callBugs = [
  ...category("error-types", {
    "describe-unknown-task-definition-raises-resource-not-found":
      "DescribeTaskDefinition of an unknown revision raises ResourceNotFoundException instead of ClientException (TD20)",
    "update-inactive-service-raises-service-not-found":
      "UpdateService of an INACTIVE service raises ServiceNotFoundException instead of ServiceNotActiveException (SV21)",
    "delete-unknown-cluster-raises-invalid-parameter":
      "DeleteCluster of a cluster that never existed raises InvalidParameterException (CL13)",
    "stop-unknown-task-raises-resource-not-found":
      "StopTask of an unknown task raises ResourceNotFoundException instead of InvalidParameterException (TK11)",
    "delete-cluster-with-tasks-raises-contains-services":
      "DeleteCluster with tasks but no services raises ClusterContainsServicesException (CL15)",
    "run-task-on-inactive-cluster-raises-client-exception":
      "RunTask on an INACTIVE cluster raises ClientException instead of ClusterNotFoundException (CL19)",
    "create-service-with-unknown-definition-raises-not-found":
      "CreateService with an unknown task definition raises ServiceNotFoundException instead of ClientException (TD31)",
    "update-inactive-cluster-raises-cluster-not-found":
      "UpdateCluster of an INACTIVE cluster raises ClusterNotFoundException instead of ClientException (CL19u)",
  }),
  ...category("lost-writes", {
    "create-cluster-forgets-tags": "CreateCluster returns the tags of a new cluster but does not store them (T8)",
    "update-service-loses-desired-count-zero": "UpdateService with desiredCount 0 keeps the old count (SV25)",
    "refused-update-service-still-changes-desired-count":
      "UpdateService that is refused for its task definition still changes desiredCount",
    "update-cluster-settings-answered-not-stored":
      "UpdateCluster and UpdateClusterSettings return the new setting but do not store it (CL20)",
    "put-capacity-providers-keeps-old-strategy":
      "PutClusterCapacityProviders replaces the providers but not the default strategy when that is empty (CL21)",
    "update-service-with-task-definition-loses-desired-count":
      "UpdateService with a task definition and a desiredCount ignores the count",
    "refused-create-service-leaves-service-behind":
      "CreateService that is refused for its network configuration still creates the service (SV13)",
  }),
  ...category("idempotency", {
    "create-existing-cluster-refused": "CreateCluster of an ACTIVE cluster is refused (CL3)",
    "run-task-ignores-client-token": "RunTask repeated with the same client token starts more tasks (TK5)",
    "run-task-token-ignores-parameters":
      "RunTask with a used client token and other parameters returns the old tasks instead of a conflict (TK5)",
    "create-taken-service-answers-it": "CreateService with the name of an existing service returns that service (SV7)",
    "same-service-created-without-token":
      "CreateService with the parameters of an existing service answers it, though no client token was given (SV10)",
    "create-service-same-token-refused": "CreateService repeated with the same client token is refused (SV10)",
    "recreated-cluster-keeps-old-tags": "A cluster created again after its deletion still has its old tags (CL5)",
    "delete-service-twice-refused": "DeleteService of a service that is not ACTIVE is refused (SV31)",
    "delete-cluster-twice-refused": "DeleteCluster of an INACTIVE cluster is refused (CL12)",
  }),
  ...category("lists", {
    "list-clusters-includes-inactive": "ListClusters lists INACTIVE clusters too (CL10)",
    "list-services-page-skips-one": "ListServices omits the first service of each following page (SV35)",
    "list-tasks-ignores-family-filter": "ListTasks ignores the filter family when a desiredStatus is given (TK13)",
    "list-task-definitions-ignores-descending":
      "ListTaskDefinitions sorts revisions upwards in descending lists (TD29)",
    "list-task-definitions-family-is-a-prefix":
      "ListTaskDefinitions uses familyPrefix as a prefix instead of the whole family name (TD29)",
    "list-families-active-includes-inactive":
      "ListTaskDefinitionFamilies with status ACTIVE lists families without any ACTIVE revision (TD30)",
    "list-clusters-accepts-max-results-zero": "ListClusters accepts maxResults 0",
    "list-services-ends-after-default-page":
      "ListServices without maxResults ends after its first page, though there are more services (SV35)",
    "list-tasks-has-no-default-page": "ListTasks without maxResults returns all tasks on one page (TK13)",
  }),
  ...category("identifiers", {
    "cluster-names-ignore-case": "DescribeClusters ignores the case of cluster names (A4)",
    "missing-services-are-left-out": "DescribeServices reports no failures for missing services (SV34)",
    "describe-services-arn-ignores-cluster":
      "DescribeServices returns a service of another cluster if it is named by ARN (G6)",
    "stop-task-refuses-arn": "StopTask finds tasks by id only, not by ARN (A2)",
    "describe-clusters-refuses-arns": "DescribeClusters reports clusters that are named by ARN as MISSING (A2)",
    "run-task-by-arn-uses-latest-revision": "RunTask given the ARN of a revision starts the latest one instead (A2)",
    "create-service-uses-latest-revision":
      "CreateService given an older revision runs the latest one of its family (A2)",
    "create-service-accepts-dots": "CreateService accepts dots in service names (A4)",
  }),
  ...category("tags", {
    "tag-resource-replaces-all-tags": "TagResource removes the tags that the request does not name (T2)",
    "untag-resource-removes-one-key-only": "UntagResource removes the first of several keys only (T2)",
    "tag-keys-ignore-case": "TagResource overwrites a tag whose key differs only in case (T1)",
    "describe-services-tags-without-include": "DescribeServices shows tags that were not requested (T8)",
    "register-loses-empty-tag-value": "RegisterTaskDefinition removes tags whose value is empty (T1)",
    "tag-without-value-accepted": "TagResource takes a tag without a value for an empty one (T2d, T2n)",
    "tag-inactive-cluster-succeeds": "TagResource accepts an INACTIVE cluster (T4)",
    "stopped-task-lists-its-tags": "ListTagsForResource and UntagResource accept a STOPPED task (TK28)",
    "definition-tags-win": "RunTask and StartTask replace tags of the request by those of the definition (TK29)",
    "tags-with-aws-prefix-accepted": "CreateCluster accepts tag keys that begin with the reserved aws: (T1)",
  }),
] as const;
