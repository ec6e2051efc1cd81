import { describe, expect, test } from "vitest";
import { parse, type SignatureKind } from "../../checker/signature.ts";
import { sentenceOf } from "../../reports/sentence/sentence.ts";
import { recordedSignatures } from "../checker/recordedSignatures.ts";

const say = (signature: string, operations?: readonly string[]) =>
  sentenceOf({ signature: parse(signature) }, operations);

const table: Readonly<Record<SignatureKind, Readonly<Record<string, string>>>> = {
  "spontaneous-crash": { "server/crash": "The server crashes, and no single call causes it." },
  crash: { "server/crash/DeleteService": "DeleteService crashes the server." },
  law: {
    "law/pages/ListServices/item skipped after a delete":
      "ListServices skips an item when another one is deleted between two pages.",
    "law/names/DescribeTasks/short ARN: not found":
      "DescribeTasks does not find a resource that is named by its short ARN.",
    "law/names/ListTasks/full ARN of the cluster: refused":
      "ListTasks refuses a cluster that is named by its full ARN.",
    "law/reads/DescribeClusters/cluster.settings":
      "DescribeClusters changes `settings` of a cluster, although it only reads.",
    "law/tokens/RunTask/second makes more":
      "RunTask creates something again for a repeated request with the same client token.",
    "law/tags/TagResource/task definition: tag missing after tagging":
      "TagResource does not store a tag of a task definition.",
    "law/isolation/UpdateService/service.desiredCount":
      "UpdateService in one cluster changes `desiredCount` of a service in another cluster.",
    "law/counts/DescribeServices/runningCount too high":
      "DescribeServices returns `runningCount` too high, compared with what the lists show.",
    "law/recreation/CreateService/tags left over": "CreateService gives a new service the `tags` of the deleted one.",
    "law/wire/TagResource/wrong JSON type: half done":
      "The server executes only half of a request with a member of the wrong JSON type.",
    "law/wire/TagResource/bad JSON: HTTP 500": "The server answers HTTP 500 to a request with a body that is not JSON.",
    "law/newer/CreateDaemon/no answer": "CreateDaemon does not answer.",
  },
  "empty-list": { "any/immediate/empty-list/[]→absent": "Replies omit empty lists, which ECS returns." },
  error: {
    "StopTask/error/type/TK11:InvalidParameterException→ClientException":
      "StopTask answers ClientException instead of InvalidParameterException: an unknown task cannot be stopped.",
    "any/error/type/unknown→InternalError": "Errors have the type InternalError, which ECS does not have.",
  },
  status: {
    "StopTask/error/status/TK11:InvalidParameterException→404":
      "StopTask refuses with HTTP 404 instead of 400: an unknown task cannot be stopped.",
  },
  text: {
    "DeleteService/error/text/SV32":
      "DeleteService refuses with another text than ECS: deleting an unknown service is refused without a text.",
  },
  accepted: {
    "CreateService/outcome/A4→accepted":
      "CreateService accepts a name outside [A-Za-z0-9_-]{1,255}, which ECS refuses.",
    "ListTasks/outcome/SV20→accepted": "ListTasks accepts a call that ECS refuses: an unknown service is not found.",
    "UpdateTaskProtection/look/DescribeClusters/outcome/G5→accepted":
      "DescribeClusters accepts a malformed cluster name, which ECS refuses.",
    "DeregisterTaskDefinition/look/DescribeTaskDefinition/outcome/TE3→accepted":
      "After DeregisterTaskDefinition, DescribeTaskDefinition succeeds although ECS refuses it: a container's name with other characters is refused.",
  },
  refused: {
    "DeleteCluster/outcome/CL12→ClusterNotFoundException":
      "DeleteCluster refuses with ClusterNotFoundException a call that ECS accepts: deleting an INACTIVE cluster succeeds again.",
    "CreateCluster/look/DescribeClusters/outcome/accepted→ClientException":
      "After CreateCluster, DescribeClusters fails with ClientException.",
  },
  reply: {
    "RunTask/reply/html": "RunTask answers with an HTML page instead of JSON.",
    "StopTask/reply/timeout": "StopTask does not answer in time.",
    "ListTasks/reply/page too long": "ListTasks returns more items on a page than `maxResults` permits.",
    "ListTasks/reply/status-302": "ListTasks answers with HTTP 302.",
  },
  unsupported: { "StartTask/unsupported": "StartTask is not implemented." },
  shape: {
    "RunTask/shape/tasks[].launchType/unknown enum value":
      "RunTask returns a value of the task's `launchType` that ECS does not have.",
    "RegisterTaskDefinition/shape/taskDefinition.pidMode/null":
      "RegisterTaskDefinition returns null for the task definition's `pidMode`, which ECS omits.",
    "ListTasks/shape/total/unknown member": "ListTasks returns `total`, which ECS does not have.",
  },
  member: {
    "DescribeClusters/immediate/cluster.statistics/list→absent":
      "DescribeClusters omits the cluster's `statistics`, which ECS returns.",
    'RunTask/immediate/task.group/string→""': "RunTask returns the task's `group` empty, unlike ECS.",
    'RegisterTaskDefinition/immediate/revision.pidMode/absent→""':
      "RegisterTaskDefinition returns the task definition's `pidMode` empty, which ECS omits.",
    "RunTask/look/DescribeTasks/immediate/task.group/string→string":
      "After RunTask, DescribeTasks returns a wrong `group` of the task.",
    "StopTask/immediate/task.desiredStatus/STOPPED→RUNNING":
      "StopTask shows the task's `desiredStatus` as RUNNING instead of STOPPED.",
    "rest/DescribeTasks/converges/task.lastStatus/STOPPED→RUNNING":
      "DescribeTasks shows the task's `lastStatus` as RUNNING instead of STOPPED, however long one waits.",
    "DeleteCluster/look/DescribeClusters/immediate/cluster/item→missing":
      "After DeleteCluster, DescribeClusters no longer returns the cluster, which ECS keeps.",
    "DescribeClusters/immediate/failures[]/item→missing": "DescribeClusters omits a failure that ECS reports.",
    "ListClusters/immediate/clusterArns[]/nothing→item":
      "ListClusters returns an item in `clusterArns` that should not be there.",
    "ListTaskDefinitions/immediate/taskDefinitionArns[]/nothing→item: INACTIVE":
      "ListTaskDefinitions returns an item in `taskDefinitionArns` that is INACTIVE, which ECS does not list.",
    "StopTask/immediate/task.tags[]/nothing→object": "StopTask returns the task's `tags`, which were not requested.",
    "CreateService/immediate/service.deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.type/BOUNDED_PERCENT→COUNT":
      "CreateService shows the service's `thresholdConfiguration.type` as COUNT instead of BOUNDED_PERCENT.",
    "CreateService/chosen/service.deployments[].id/id→malformed":
      "CreateService returns `id` in the service's `deployments` in another form than ECS.",
  },
  contradiction: {
    "service/DP3/runningCount+pendingCount":
      "The sum of a service's `runningCount` and `pendingCount` is wrong (running tasks stay between minimumHealthyPercent and maximumPercent).",
    "task/LC5/pullStartedAt>startedAt":
      "A task has `pullStartedAt` after `startedAt` (a task's timestamps are in the order of its life cycle).",
  },
  other: { nonsense: "The server differs from ECS: nonsense." },
};

describe("the sentence of a divergence", () => {
  test.each(Object.entries(table))("of the kind %s", (kind, expected) => {
    expect(Object.keys(expected).map((signature) => parse(signature).kind)).toEqual(
      Object.keys(expected).map(() => kind),
    );
    expect(Object.fromEntries(Object.keys(expected).map((signature) => [signature, say(signature)]))).toEqual(expected);
  });

  test("contains both values when they are short", () => {
    const signature = parse("UpdateService/immediate/service.desiredCount/number→more");
    expect(sentenceOf({ signature, expected: "0", actual: "1" })).toBe(
      "UpdateService returns a `desiredCount` of the service that is too high (1 instead of 0).",
    );
    expect(sentenceOf({ signature, expected: "0", actual: "{ x: 1 }" })).not.toContain("instead");
  });

  test("names the refused call that took effect", () => {
    const signature = parse("DescribeServices/immediate/service.desiredCount/number→more");
    expect(sentenceOf({ signature, operation: "UpdateService", afterRefusal: true })).toBe(
      "After a refused UpdateService, DescribeServices returns a `desiredCount` of the service that is too high.",
    );
  });

  test("of several operations is in the plural", () => {
    const signature = "ListServices/outcome/LI1→accepted";
    expect(say(signature, ["ListServices", "ListTasks"])).toBe(
      "ListServices and ListTasks accept maxResults outside its range, which ECS refuses.",
    );
    expect(say("DescribeTasks/unsupported", ["DescribeTasks", "RunTask", "StopTask"])).toBe(
      "DescribeTasks and 2 other operations are not implemented.",
    );
  });

  test("is short, complete and free of signs for every recorded signature", () => {
    const sentences = recordedSignatures().map((signature) => say(signature));
    for (const sentence of sentences) {
      // The names of two error types of ECS can take 90 characters.
      expect(sentence).toMatch(/^[A-Z].{20,190}\.$/);
      expect(sentence).not.toMatch(/→|\/|«|\[\]|undefined| {2}|breaks the law/);
    }
    const long = sentences.filter((sentence) => sentence.length > 140);
    expect(long.length / sentences.length).toBeLessThan(0.05);
  });
});
