import { category } from "./category.ts";

/** Bugs that cross resources, and crashes of the server. */
export const serverBugs = [
  ...category("isolation", {
    "list-tasks-crosses-clusters": "ListTasks by serviceName also lists the tasks of its namesake in another cluster",
    "delete-service-drains-namesake": "DeleteService also drains the service of the same name in another cluster",
    "update-service-changes-namesake": "UpdateService also changes desiredCount of its namesake in another cluster",
    "deregister-touches-longer-family": "DeregisterTaskDefinition of f:1 also deregisters f2:1",
    "tag-service-tags-its-cluster": "TagResource of a service tags its cluster too",
    "scale-in-stops-standalone-task": "A scale-in also stops a task that RunTask started in the cluster",
  }),
  ...category("crashes", {
    "crash-on-second-service-deletion": "DeleteService of a service that is not ACTIVE crashes the server",
    "crash-on-empty-tag-value": "TagResource with an empty value crashes the server",
    "html-error-on-second-deregistration":
      "DeregisterTaskDefinition of an INACTIVE revision replies with status 500 and an HTML page",
    "half-json-on-two-services": "DescribeServices of two services replies with half a JSON document",
    "hang-on-stop-of-stopped-task": "StopTask of a STOPPED task gets no reply",
    "reset-on-update-to-zero": "UpdateService to desiredCount 0 is performed, but the connection is reset",
    "text-body-on-untag": "UntagResource replies with status 200 and a body that is not JSON",
    "server-error-on-unknown-service":
      "UpdateService of an unknown service replies with status 500 and ServerException",
  }),
] as const;
