import { describe, expect, test } from "vitest";
import type { Difference } from "../../../checker/difference.ts";
import { text } from "../../../checker/signature.ts";
import { divergencesOf, type ReplyPosition } from "../../../properties/judge/divergence.ts";
import type { Fault } from "../../../properties/judge/fault.ts";

const difference = (more: Partial<Difference> = {}): Difference => ({
  path: "services[].desiredCount",
  clock: "immediate",
  expected: "1",
  actual: "2",
  expectedKind: "number",
  actualKind: "more",
  resource: { kind: "service", name: "c1/s1", member: "desiredCount" },
  ...more,
});

const output = (...differences: readonly Difference[]): Fault => ({ kind: "output", differences, accepted: true });
const reply: ReplyPosition = { command: 3, operation: "UpdateService" };
const look: ReplyPosition = { ...reply, look: "DescribeServices" };
const rest: ReplyPosition = { ...look, rest: true };

const signatures = (fault: Fault, position: ReplyPosition): string[] =>
  divergencesOf(fault, position).map(({ signature }) => text(signature));

test.each([
  ["service/c1/s1", "service"],
  ["task/c1/«task:3.0»", "task"],
  ["task-definition/f:1", "definition"],
  ["container-instance/c1/0011", "containerInstance"],
  ["cluster/c1", "cluster"],
])("tags that ListTagsForResource loses of %s are a fault of that kind", (path, kind) => {
  const resource = { kind: "tagged", name: `arn:aws:ecs:«region»:«account»:${path}`, member: "tags[]" };
  const lost = difference({ path: "tags[]", expectedKind: "item", actualKind: "missing", resource });
  const at = { ...reply, operation: "TagResource", look: "ListTagsForResource" };
  expect(signatures(output(lost), at)).toEqual([
    `TagResource/look/ListTagsForResource/immediate/${kind}.tags[]/item→missing`,
  ]);
});

describe("who is to blame", () => {
  const missing = difference({ path: "services", expectedKind: "item", actualKind: "missing" });
  const late = { clock: "converges", expectedKind: "number", actualKind: "less" } as const;

  test.each<[string, Difference, ReplyPosition, string]>([
    ["a write's own reply", difference(), reply, "UpdateService/immediate/service.desiredCount/number→more"],
    [
      "a look shows wrong what the write before it left",
      difference(),
      look,
      "UpdateService/look/DescribeServices/immediate/service.desiredCount/number→more",
    ],
    [
      "a look leaves a member out",
      difference({ actualKind: "absent" }),
      look,
      "DescribeServices/immediate/service.desiredCount/number→absent",
    ],
    [
      "a look shows what was not asked for",
      difference({ expectedKind: "nothing", actualKind: "object" }),
      look,
      "DescribeServices/immediate/service.desiredCount/nothing→object",
    ],
    [
      "a look shows another value of the server's choice",
      difference({ clock: "chosen" }),
      look,
      "DescribeServices/chosen/service.desiredCount/number→more",
    ],
    [
      "a look finds nothing of the resource",
      missing,
      look,
      "UpdateService/look/DescribeServices/immediate/service.desiredCount/item→missing",
    ],
    [
      "a look's reply is wrong outside of any resource",
      difference({ resource: undefined as never, path: "failures[]" }),
      look,
      "DescribeServices/immediate/failures[]/number→more",
    ],
    [
      "at rest something is late",
      difference(late),
      rest,
      "rest/DescribeServices/converges/service.desiredCount/number→less",
    ],
    [
      "at rest something is wrong for good",
      difference(),
      rest,
      "DescribeServices/immediate/service.desiredCount/number→more",
    ],
  ])("%s", (_case, each, position, signature) => {
    expect(signatures(output(each), position)).toEqual([signature]);
  });

  test("a call wrongly accepted is blamed itself, but a look after a refused call is blamed on the read", () => {
    const accepted: Fault = { kind: "outcome", expected: "refused", actual: "accepted", rule: "SV20", accepted: true };
    expect(signatures(accepted, look)).toEqual(["UpdateService/look/DescribeServices/outcome/SV20→accepted"]);
    expect(signatures(accepted, { ...look, refused: true })).toEqual(["DescribeServices/outcome/SV20→accepted"]);
  });

  test("a call wrongly refused is blamed on the operation that refused", () => {
    const refused: Fault = {
      kind: "outcome",
      expected: "accepted",
      actual: "ClientException",
      rule: undefined,
      accepted: false,
    };
    expect(signatures(refused, look)).toEqual(["DescribeServices/outcome/accepted→ClientException"]);
  });
});

test("a changed value after a refused call is marked; what the read omits by itself is not", () => {
  const marked = (each: Difference, position: ReplyPosition) =>
    divergencesOf(output(each), position).map(({ afterRefusal }) => afterRefusal === true);
  expect(marked(difference(), { ...look, refused: true })).toEqual([true]);
  expect(marked(difference({ actualKind: "absent" }), { ...look, refused: true })).toEqual([false]);
  expect(marked(difference({ clock: "converges" }), { ...look, refused: true })).toEqual([false]);
  expect(marked(difference(), look)).toEqual([false]);
});

describe("a correct refusal has", () => {
  const wrong = (part: "type" | "text" | "status", actual: string): Fault => ({
    kind: "error",
    part,
    expected: "x",
    actual,
    rule: "CL13",
  });

  test.each([
    [wrong("type", "ClientException"), "UpdateService/error/type/CL13:ClusterNotFoundException→ClientException"],
    [wrong("type", "InternalError"), "any/error/type/unknown→InternalError"],
    [wrong("status", "404"), "UpdateService/error/status/CL13:ClusterNotFoundException→404"],
    [wrong("text", "no"), "UpdateService/error/text/CL13"],
  ] as const)("%j: %s", (fault, signature) => {
    expect(signatures(fault, reply)).toEqual([signature]);
  });
});

test("an absent resource is reported once, and not as an unexpected failure in addition", () => {
  const echo = difference({ path: "failures[]", resource: undefined as never });
  const missing = difference({ actualKind: "missing" });
  expect(signatures(output(missing, echo), look)).toHaveLength(1);
  expect(signatures(output(difference(), echo), look)).toHaveLength(2);
});

test("omitted empty lists are one habit of the server, whichever operation shows it", () => {
  const habit = difference({ habit: "empty-list", expectedKind: "[]", actualKind: "absent" });
  expect(signatures(output(habit), look)).toEqual(["any/immediate/empty-list/[]→absent"]);
});
