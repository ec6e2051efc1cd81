import { describe, expect, test } from "vitest";
import type { Difference } from "../../../checker/difference.ts";
import { Masks } from "../../../properties/judge/masks.ts";
import { Quarantine } from "../../../properties/judge/quarantine.ts";

const difference = (kind: string, name: string, member: string, more: Partial<Difference> = {}): Difference => ({
  path: `${kind}s[].${member}`,
  clock: "immediate",
  expected: "1",
  actual: "2",
  expectedKind: "number",
  actualKind: "more",
  resource: { kind, name, member },
  ...more,
});

function masked(...tainted: Parameters<Quarantine["taint"]>[0][]) {
  const quarantine = new Quarantine();
  for (const key of tainted) quarantine.taint(key);
  return new Masks(quarantine, (name) => name.replace("«task:1»", "abc"));
}

describe("a run reports a difference once", () => {
  test("in one member of one resource", () => {
    const masks = masked();
    const wrong = difference("service", "c1/s1", "desiredCount");
    expect(masks.hides(wrong)).toBe(false);
    masks.mask([wrong]);
    expect(masks.hides(wrong)).toBe(true);
    expect(masks.hides(difference("service", "c1/s1", "runningCount"))).toBe(false);
    expect(masks.hides(difference("service", "c1/s2", "desiredCount"))).toBe(false);
  });

  test("what decides how a resource behaves is compared again when the resource is known again", () => {
    const masks = masked();
    const [count, tag] = [difference("service", "c1/s1", "desiredCount"), difference("service", "c1/s1", "tags[]")];
    const other = difference("service", "c1/s2", "desiredCount");
    masks.mask([count, tag, other]);
    masks.renew("service:c1/s1");
    expect([count, tag, other].map((each) => masks.hides(each))).toEqual([false, true, true]);
  });

  test("in a resource's tags, whichever operation shows them", () => {
    const masks = masked();
    masks.mask([difference("service", "c1/s1", "tags[]")]);
    expect(masks.hides(difference("service", "c1/s1", "tags[].value"))).toBe(true);
    const listed = difference("tagged", "arn:aws:ecs:r:1:service/c1/s1", "tags[]");
    expect(masks.hides(listed)).toBe(true);
  });
});

describe("what is in quarantine is not reported", () => {
  test("the resource itself and everything inside a cluster in quarantine", () => {
    expect(masked("service:c1/s1").hides(difference("service", "c1/s1", "status"))).toBe(true);
    expect(masked("cluster:c1").hides(difference("service", "c1/s1", "status"))).toBe(true);
    expect(masked("service:c1/s1").hides(difference("service", "c1/s2", "status"))).toBe(false);
  });

  test.each(["runningTasksCount", "pendingTasksCount", "activeServicesCount", "registeredContainerInstancesCount"])(
    "the cluster's %s, which counts the resources in quarantine",
    (member) => {
      const masks = masked("service:c1/s1");
      expect(masks.hides(difference("cluster", "c1", member))).toBe(true);
      expect(masks.hides(difference("cluster", "c2", member))).toBe(false);
    },
  );

  test("but the cluster's other members are", () => {
    expect(masked("service:c1/s1").hides(difference("cluster", "c1", "status"))).toBe(false);
  });

  test("items of lists that name it", () => {
    const item = (actual: string) =>
      difference("", "", "", { actual, actualKind: "item", expectedKind: "nothing", resource: undefined } as never);
    const masks = masked("task:c1/«task:1»");
    expect(masks.hides(item('"arn:aws:ecs:r:1:task/c1/abc"'))).toBe(true);
    expect(masks.hides(item('"arn:aws:ecs:r:1:task/c1/def"'))).toBe(false);
  });
});

test("a signature is repeated from its second occurrence on", () => {
  const masks = masked();
  expect([masks.isRepeated("a"), masks.isRepeated("a"), masks.isRepeated("b")]).toEqual([false, true, false]);
});
