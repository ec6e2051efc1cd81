import { describe, expect, test } from "vitest";
import { parse, type SignatureKind } from "../../../checker/signature.ts";
import { habitOf, structureOf } from "../../../properties/judge/habit.ts";

const habit = (signature: string) => habitOf(parse(signature));

/** For each kind: signatures with one habit in each list. A kind without habits has an empty list. */
const table: Readonly<Record<SignatureKind, readonly (readonly string[])[]>> = {
  "spontaneous-crash": [],
  crash: [],
  law: [
    ["law/names/DescribeServices/short ARN: not found", "law/names/DescribeTasks/short ARN: not found"],
    ["law/names/StopTask/short ARN: refused"],
    ["law/pages/ListServices/item skipped after a delete", "law/pages/ListTasks/item skipped after a delete"],
    ["law/pages/ListServices/item skipped"],
  ],
  "empty-list": [["any/immediate/empty-list/[]→absent"]],
  error: [
    [
      "StopTask/error/type/CL13:ClusterNotFoundException→InvalidParameterException",
      "RunTask/error/type/CL13:ClusterNotFoundException→InvalidParameterException",
    ],
    ["StopTask/error/type/CL13:ClusterNotFoundException→ServerException"],
  ],
  status: [
    [
      "StopTask/error/status/CL13:ClusterNotFoundException→404",
      "DeleteService/error/status/SV20:ServiceNotFoundException→404",
    ],
    ["StopTask/error/status/CL13:ClusterNotFoundException→500"],
  ],
  text: [["CreateService/error/text/TD31", "RunTask/error/text/TD31"], ["CreateService/error/text/SV1e"]],
  accepted: [
    [
      "ListServices/outcome/CL13→accepted",
      "CreateService/outcome/CL13→accepted",
      "UpdateContainerAgent/look/ListContainerInstances/outcome/CL13→accepted",
    ],
    ["DescribeClusters/outcome/G1→accepted", "ListTasks/outcome/G1→accepted"],
    ["ListTasks/outcome/LI1→accepted", "ListClusters/outcome/LI1→accepted"],
  ],
  refused: [["TagResource/outcome/T2→InternalError", "UntagResource/outcome/T2→InternalError"]],
  reply: [["ListTasks/reply/page too long", "ListServices/reply/page too long"], ["ListTasks/reply/pages without end"]],
  unsupported: [],
  shape: [
    ["RunTask/shape/tasks[].launchType/unknown enum value", "StopTask/shape/task.launchType/unknown enum value"],
    ["RunTask/shape/tasks[].launchType/wrong type"],
    ["CreateService/shape/service.launchType/unknown enum value"],
    [
      "RegisterTaskDefinition/shape/taskDefinition.pidMode/unknown enum value",
      "RegisterTaskDefinition/shape/taskDefinition.pidMode/null",
    ],
  ],
  member: [
    [
      "RunTask/immediate/task.cpu/string→absent",
      "DescribeTasks/immediate/task.cpu/present→absent",
      'RunTask/immediate/task.cpu/string→""',
    ],
    ["RunTask/immediate/task.cpu/absent→string", "DescribeTasks/immediate/task.cpu/absent→string"],
    [
      "CreateService/chosen/service.deployments[].id/id→malformed",
      "UpdateService/chosen/service.deployments[].id/id→malformed",
    ],
    ["StopTask/immediate/task.tags[]/nothing→object", "DescribeTasks/immediate/task.tags[]/nothing→object"],
  ],
  contradiction: [],
  other: [],
};

test("a member that ECS omits is made up, whether its shape or its value shows it", () => {
  const shape = habit("DescribeTaskDefinition/shape/taskDefinition.pidMode/unknown enum value");
  expect(habit('RegisterTaskDefinition/immediate/revision.pidMode/absent→""')).toBe(shape);
  expect(habit("RegisterTaskDefinition/immediate/revision.ipcMode/absent→string")).not.toBe(shape);
});

describe("signatures show one habit", () => {
  test.each(Object.entries(table))("of the kind %s", (kind, groups) => {
    const habits = groups.map((group) => new Set(group.map(habit)));
    expect(groups.flat().map((signature) => parse(signature).kind)).toEqual(groups.flat().map(() => kind));
    for (const each of habits) expect(each.size).toBe(1);
    expect(new Set(habits.flatMap((each) => [...each])).size).toBe(groups.length);
    expect(habits.flatMap((each) => [...each])).not.toContain(undefined);
  });

  test.each([
    "DeregisterTaskDefinition/look/DescribeTaskDefinition/outcome/TD20→accepted",
    "CreateCluster/outcome/accepted→accepted",
    "any/error/type/unknown→InternalError",
    "CreateService/outcome/SV9→InvalidParameterException",
    "RunTask/reply/html",
    "StartTask/unsupported",
    "UpdateService/immediate/service.desiredCount/number→more",
    "ListTasks/immediate/taskArns[]/nothing→item",
    "law/tokens/RunTask/second makes more",
    "RunTask/immediate/task.startedAt/absent→number",
    "StopTask/look/DescribeTasks/immediate/task.stopCode/absent→string",
    "UpdateCluster/look/DescribeClusters/immediate/cluster.configuration/absent→object",
    "server/crash/RunTask",
  ])("%s is a fault of its operation", (signature) => {
    expect(habit(signature)).toBeUndefined();
  });
});

test.each([
  ["task.cpu", "task.cpu"],
  ["service.deployments[].status", "service.deployments[].status"],
  ["containerInstance.versionInfo.agentHash", "containerInstance.versionInfo.*"],
  ["revision.containerDefinitions[].cpu", "revision.containerDefinitions[].cpu"],
  ["revision.containerDefinitions[].healthCheck.retries", "revision.containerDefinitions[].healthCheck.*"],
  ["revision.containerDefinitions[].portMappings[].hostPort", "revision.containerDefinitions[].portMappings[].*"],
])("%s belongs to the structure %s", (member, structure) => {
  expect(structureOf(member)).toBe(structure);
});
