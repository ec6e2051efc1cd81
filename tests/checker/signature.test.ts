import { describe, expect, test } from "vitest";
import { isSame, mapTexts, parse, type Signature, type SignatureKind, text } from "../../checker/signature.ts";
import { recordedSignatures } from "./recordedSignatures.ts";

const reader = { operation: "UpdateService", look: "DescribeServices", rest: false };
const ownReply = { operation: "CreateCluster", look: undefined, rest: false };

/** One of each kind, in the form that ledgers and saved plans have had since schema 1; a new kind needs a line here. */
const golden: { readonly [Kind in SignatureKind]: readonly [string, Extract<Signature, { kind: Kind }>] } = {
  "spontaneous-crash": ["server/crash", { kind: "spontaneous-crash" }],
  crash: ["server/crash/RunTask", { kind: "crash", operation: "RunTask" }],
  law: [
    "law/pages/ListTasks/an item is skipped",
    { kind: "law", law: "pages", operation: "ListTasks", complaint: "an item is skipped" },
  ],
  "empty-list": ["any/immediate/empty-list/[]→absent", { kind: "empty-list" }],
  error: [
    "DeleteCluster/error/type/CL13:ClusterNotFoundException→ClientException",
    {
      kind: "error",
      operation: "DeleteCluster",
      rule: "CL13",
      wanted: "ClusterNotFoundException",
      error: "ClientException",
    },
  ],
  status: [
    "RunTask/error/status/TK4→404",
    { kind: "status", operation: "RunTask", rule: "TK4", wanted: undefined, status: "404" },
  ],
  text: ["StopTask/error/text/TK11", { kind: "text", operation: "StopTask", rule: "TK11" }],
  accepted: ["CreateCluster/outcome/CL4→accepted", { kind: "accepted", ...ownReply, rule: "CL4" }],
  refused: [
    "UpdateService/look/DescribeServices/outcome/accepted→ServiceNotFoundException",
    { kind: "refused", ...reader, rule: "accepted", error: "ServiceNotFoundException" },
  ],
  reply: ["ListTasks/reply/page too long", { kind: "reply", operation: "ListTasks", problem: "page too long" }],
  unsupported: ["StartTask/unsupported", { kind: "unsupported", operation: "StartTask" }],
  shape: [
    "RunTask/shape/tasks[].containers[].networkBindings[].protocol/unknown enum value",
    {
      kind: "shape",
      operation: "RunTask",
      path: "tasks[].containers[].networkBindings[].protocol",
      problem: "unknown enum value",
    },
  ],
  member: [
    "rest/DescribeTasks/converges/task.lastStatus/STOPPED→PROVISIONING",
    {
      kind: "member",
      operation: "DescribeTasks",
      look: undefined,
      rest: true,
      clock: "converges",
      member: "task.lastStatus",
      from: "STOPPED",
      to: "PROVISIONING",
    },
  ],
  contradiction: [
    "task/LC3/desiredStatus",
    { kind: "contradiction", resource: "task", rule: "LC3", member: "desiredStatus" },
  ],
  other: ["something new", { kind: "other", signature: "something new" }],
};

describe("each kind", () => {
  test.each(Object.entries(golden))("%s has the text form that files hold", (_kind, [written, signature]) => {
    expect(text(signature)).toBe(written);
    expect(parse(written)).toEqual(signature);
  });

  test("that names an error type unknown to ECS names neither operation nor row", () => {
    const habit = parse("any/error/type/unknown→InternalError");
    expect(habit).toEqual({ kind: "error", error: "InternalError" });
    expect(text(habit)).toBe("any/error/type/unknown→InternalError");
  });
});

test("every signature in the ledgers and in the record of planted bugs is of a known kind and keeps its text", () => {
  const held = recordedSignatures();
  expect(held.length).toBeGreaterThan(300);
  expect(held.filter((written) => text(parse(written)) !== written)).toEqual([]);
  expect(held.filter((written) => parse(written).kind === "other")).toEqual([]);
});

test("equality is that of the texts, and the prefix of a run is removed from each text", () => {
  const [, told] = golden.law;
  const prefixed = mapTexts(told, (part) => part.replace("item", "k1-item"));
  expect(isSame(prefixed, told)).toBe(false);
  expect(mapTexts(prefixed, (part) => part.replaceAll("k1-", ""))).toEqual(told);
});
