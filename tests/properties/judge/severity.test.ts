import { describe, expect, test } from "vitest";
import { parse, type SignatureKind } from "../../../checker/signature.ts";
import { isAtLeast, severities, severityOf, worse } from "../../../properties/judge/severity.ts";
import { lawNames } from "../../../properties/property.ts";
import { recordedSignatures } from "../../checker/recordedSignatures.ts";

const rate = (signature: string) => severityOf({ signature: parse(signature) });

/** For every kind of signature, its texts with the severity that each must have. */
const table: Readonly<Record<SignatureKind, Readonly<Record<string, string>>>> = {
  "spontaneous-crash": { "server/crash": "critical" },
  crash: { "server/crash/RunTask": "critical" },
  law: {
    "law/isolation/UpdateService/service.desiredCount": "critical",
    "law/tags/TagResource/tag missing after tagging": "critical",
    "law/tags/TagResource/refused": "major",
    "law/pages/ListServices/item skipped": "major",
    "law/names/StopTask/short ARN: refused": "major",
    "law/counts/DescribeServices/runningCount too high": "major",
    "law/tokens/RunTask/second makes more": "major",
    "law/recreation/CreateService/tags left over": "major",
    "law/wire/TagResource/deep JSON: crash": "critical",
    "law/wire/TagResource/large-body: no answer": "critical",
    "law/wire/TagResource/wrong JSON type: half done": "critical",
    "law/wire/TagResource/target: refused but done": "critical",
    "law/wire/DescribeClusters/chunked body: served but not done": "critical",
    "law/wire/TagResource/bad JSON: HTTP 500": "major",
    "law/wire/TagResource/bad JSON: served": "major",
    "law/newer/CreateDaemon/no answer": "critical",
  },
  "empty-list": { "any/immediate/empty-list/[]→absent": "minor" },
  error: {
    "StopTask/error/type/CL13:ClusterNotFoundException→InvalidParameterException": "major",
    "any/error/type/unknown→InternalError": "major",
  },
  status: { "StopTask/error/status/CL13:ClusterNotFoundException→404": "major" },
  text: { "DeleteService/error/text/SV32": "minor" },
  accepted: {
    "CreateCluster/outcome/CL4→accepted": "major",
    "DeregisterTaskDefinition/look/DescribeTaskDefinition/outcome/TD20→accepted": "critical",
    "UpdateTaskProtection/look/DescribeClusters/outcome/G5→accepted": "major",
  },
  refused: {
    "CreateCluster/outcome/CL3→ClientException": "major",
    "UpdateService/outcome/SV27→InternalError": "major",
    "CreateCluster/look/DescribeClusters/outcome/accepted→ClusterNotFoundException": "critical",
    "rest/DescribeTasks/outcome/accepted→ClusterNotFoundException": "critical",
  },
  reply: {
    "StopTask/reply/timeout": "critical",
    "UpdateService/reply/reset": "critical",
    "RunTask/reply/html": "major",
    "RunTask/reply/not-json": "major",
    "ListTasks/reply/page too long": "major",
  },
  unsupported: { "StartTask/unsupported": "major" },
  shape: {
    "RunTask/shape/tasks[].launchType/unknown enum value": "major",
    "RunTask/shape/tasks[].cpu/wrong type": "major",
    "RunTask/shape/tasks[].cpu/null": "minor",
    "RunTask/shape/tasks[].colour/unknown member": "minor",
  },
  member: {
    "rest/DescribeTasks/converges/task.lastStatus/STOPPED→RUNNING": "critical",
    "rest/DescribeServices/converges/service.deployments[].rolloutState/COMPLETED→IN_PROGRESS": "critical",
    "rest/DescribeServices/converges/service.deployments[].rolloutState/COMPLETED→FAILED": "major",
    "rest/DescribeServices/converges/service.runningCount/number→less": "critical",
    "rest/DescribeServices/converges/service.status/INACTIVE→DRAINING": "critical",
    "rest/DescribeClusters/converges/cluster.runningTasksCount/number→less": "major",
    "StopTask/look/DescribeTasks/immediate/task.desiredStatus/STOPPED→RUNNING": "critical",
    "CreateCluster/look/DescribeClusters/immediate/cluster/item→missing": "critical",
    "CreateService/look/DescribeServices/immediate/service.tags[]/item→missing": "critical",
    "UpdateCluster/look/DescribeClusters/immediate/cluster/item→missing": "critical",
    "DeleteCluster/look/DescribeClusters/immediate/cluster/item→missing": "major",
    "CreateService/look/ListServiceDeployments/immediate/serviceDeployment/item→missing": "major",
    "RunTask/look/DescribeClusters/bounded/cluster.pendingTasksCount/range→less": "major",
    "DescribeClusters/immediate/failures[]/item→missing": "major",
    "ListClusters/immediate/clusterArns[]/nothing→item": "major",
    "DescribeServices/immediate/service.tags[]/nothing→object": "minor",
    "CreateService/immediate/service.deployments[]/nothing→object": "major",
    "RunTask/immediate/task.group/string→string": "major",
    "DescribeTasks/immediate/failures[].reason/MISSING→string": "major",
    "StopTask/immediate/task.stoppedReason/string→string": "minor",
    "DeregisterContainerInstance/monotone/containerInstance.status/INACTIVE→ACTIVE": "major",
    "DescribeServices/immediate/service.events/present→absent": "minor",
    'RunTask/immediate/task.group/string→""': "minor",
    'RunTask/immediate/task.group/absent→""': "minor",
    "RunTask/immediate/task.connectivity/absent→CONNECTED": "minor",
    "CreateService/chosen/service.deployments[].id/id→malformed": "minor",
  },
  contradiction: { "service/DP3/runningCount+pendingCount": "major" },
  other: { nonsense: "major" },
};

describe("the severity of a fault", () => {
  test.each(Object.entries(table))("of the kind %s", (kind, expected) => {
    expect(Object.keys(expected).map((signature) => parse(signature).kind)).toEqual(
      Object.keys(expected).map(() => kind),
    );
    const rated = Object.keys(expected).map((signature) => [signature, rate(signature).severity]);
    expect(Object.fromEntries(rated)).toEqual(expected);
  });

  test("a value that a refused call should not have changed is critical", () => {
    const signature = parse("DescribeServices/immediate/service.desiredCount/number→more");
    expect(severityOf({ signature, afterRefusal: true })).toEqual({
      severity: "critical",
      reason: "a refused call took effect",
    });
  });

  test("each law has a severity and a reason of its own", () => {
    const reasons = lawNames.map((law) => rate(`law/${law}/RunTask/x`).reason);
    expect(new Set(reasons).size).toBe(lawNames.length);
  });

  test("the reason is one clause, and of all recorded signatures few are critical and none is unknown", () => {
    const ratings = recordedSignatures().map(rate);
    for (const { reason } of ratings) expect(reason).toMatch(/^[a-z][^.]{5,60}$/);
    const share = (severity: string) => ratings.filter((each) => each.severity === severity).length / ratings.length;
    expect(share("critical")).toBeLessThan(0.15);
    expect(share("minor")).toBeGreaterThan(0.1);
    expect(ratings.filter(({ reason }) => reason === rate("nonsense").reason)).toEqual([]);
  });

  test("of two the worse one is kept, and a level includes the worse levels", () => {
    const [hang, text] = [rate("StopTask/reply/timeout"), rate("DeleteService/error/text/SV32")];
    expect([worse(hang, text), worse(text, hang), worse(text, text)]).toEqual([hang, hang, text]);
    expect(severities.filter((severity) => isAtLeast(severity, "major"))).toEqual(["critical", "major"]);
  });
});
