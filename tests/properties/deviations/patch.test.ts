import { describe, expect, test } from "vitest";
import { parse } from "../../../checker/signature.ts";
import {
  contradictionIn,
  holdsFor,
  overlap,
  type Patch,
  patch,
  patchOf,
} from "../../../properties/deviations/patch.ts";

/** Signatures that campaigns on KECS, moto and MiniStack reported. */
const signatures = {
  "spontaneous-crash": ["server/crash"],
  crash: ["server/crash/ListTaskDefinitions"],
  law: ["law/pages-are-the-list/ListClusters/an item is skipped/of two"],
  "empty-list": ["any/immediate/empty-list/[]→absent"],
  error: [
    "any/error/type/unknown→InternalError",
    "StopTask/error/type/G7:InvalidParameterException→ClusterNotFoundException",
    "CreateService/error/type/G5→ClientException",
  ],
  status: ["DeleteCluster/error/status/CL13:ClusterNotFoundException→404"],
  text: ["DescribeTaskDefinition/error/text/TD20"],
  accepted: [
    "ListTaskDefinitions/outcome/LI2→accepted",
    "DeregisterTaskDefinition/look/DescribeTaskDefinition/outcome/TD20→accepted",
  ],
  refused: ["ListAccountSettings/outcome/AS1→InternalError", "DescribeServices/outcome/accepted→ClientException"],
  reply: ["ListTasks/reply/page too long"],
  unsupported: ["StartTask/unsupported"],
  shape: ["RunTask/shape/tasks[].containers[].networkBindings[].protocol/unknown enum value"],
  member: [
    "RegisterTaskDefinition/immediate/revision.containerDefinitions[].cpu/number→absent",
    "UpdateService/look/DescribeServices/immediate/service.desiredCount/number→more",
    "rest/DescribeTasks/converges/task.lastStatus/STOPPED→PROVISIONING",
    "DescribeTaskDefinition/chosen/revision.registeredAt/time→absent",
    'RunTask/immediate/task.group/string→""',
  ],
  contradiction: ["task/LC3/desiredStatus"],
  other: ["something new"],
};

const all = Object.values(signatures).flat();

describe("each signature", () => {
  test.each(Object.entries(signatures))("of %s is known as that", (kind, told) => {
    expect(told.map((signature) => parse(signature).kind)).toEqual(told.map(() => kind));
  });

  test.each(all)("%s has a patch that holds for it and for no other", (signature) => {
    const narrow = patchOf(parse(signature));
    expect(patch.parse(narrow)).toEqual(narrow);
    // A habit names no operation, so its patch is as wide as the habit.
    expect(all.filter((other) => holdsFor(narrow, parse(other)))).toEqual([signature]);
    expect(all.filter((other) => overlap(narrow, patchOf(parse(other))))).toEqual([signature]);
  });
});

describe("a patch written by hand", () => {
  const absent: Patch = {
    kind: "member",
    operations: "any",
    members: ["cluster.pendingTasksCount", "cluster.runningTasksCount"],
    from: ["number"],
    to: ["absent"],
  };

  test.each<[Patch, string, boolean]>([
    [absent, "CreateCluster/immediate/cluster.runningTasksCount/number→absent", true],
    [absent, "rest/DescribeClusters/converges/cluster.pendingTasksCount/number→absent", true],
    [absent, "CreateCluster/immediate/cluster.runningTasksCount/number→less", false],
    [absent, "CreateCluster/immediate/cluster.activeServicesCount/number→absent", false],
    [
      { ...absent, clocks: ["immediate"] },
      "rest/DescribeClusters/converges/cluster.pendingTasksCount/number→absent",
      false,
    ],
    [
      { kind: "error", operations: "any", rules: "any", errors: ["InternalError"] },
      "any/error/type/unknown→InternalError",
      true,
    ],
    [
      { kind: "error", operations: "any", rules: "any", errors: ["InternalError"] },
      "any/error/type/unknown→Oops",
      false,
    ],
    [
      { kind: "error", operations: "any", rules: "any", errors: ["InternalError"] },
      "RunTask/outcome/TK1→InternalError",
      false,
    ],
    [{ kind: "accepted", operations: ["RunTask"], rules: "any" }, "RunTask/outcome/TK1→accepted", true],
    [{ kind: "accepted", operations: ["RunTask"], rules: "any" }, "StopTask/outcome/TK1→accepted", false],
    [{ kind: "crash", operations: ["RunTask"] }, "server/crash", false],
    [{ kind: "spontaneous-crash" }, "server/crash/RunTask", false],
  ])("%j and %s: %j", (known, signature, holds) => {
    expect(holdsFor(known, parse(signature))).toBe(holds);
  });

  test("overlaps another if one signature fits both", () => {
    const narrow: Patch = { ...absent, operations: ["CreateCluster"], members: ["cluster.pendingTasksCount"] };
    expect(overlap(absent, narrow)).toBe(true);
    expect(overlap(narrow, absent)).toBe(true);
    expect(overlap(absent, { ...narrow, to: ["less"] })).toBe(false);
    expect(overlap(narrow, { ...narrow, operations: ["DeleteCluster"] })).toBe(false);
    expect(overlap(absent, { kind: "empty-list" })).toBe(false);
  });

  test("of pages in HTML holds for a page with any exception; one with an exception holds for it alone", () => {
    const page: Patch = { kind: "reply", operations: ["RunTask"], problems: ["html"] };
    const narrow: Patch = { ...page, problems: ["html: KeyError"] };
    const holds = (each: Patch) =>
      ["html", "html: KeyError", "html: TypeError", "not-json"].map((problem) =>
        holdsFor(each, parse(`RunTask/reply/${problem}`)),
      );
    expect(holds(page)).toEqual([true, true, true, false]);
    expect(holds(narrow)).toEqual([false, true, false, false]);
    expect([overlap(page, narrow), overlap(narrow, page)]).toEqual([true, true]);
  });

  test("can name an error that ECS does not have only for all calls", () => {
    const habit: Patch = { kind: "error", operations: "any", rules: "any", errors: ["InternalError"] };
    expect(contradictionIn(habit)).toBeUndefined();
    expect(contradictionIn({ ...habit, rules: ["CL13"] })).toContain("InternalError is no error type of ECS");
    expect(contradictionIn({ ...habit, rules: ["CL13"], errors: ["ClientException"] })).toBeUndefined();
  });
});
