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

const reader = "DescribeServices";

function masked(...tainted: Parameters<Quarantine["taint"]>[0][]) {
  const quarantine = new Quarantine();
  for (const key of tainted) quarantine.taint(key);
  return new Masks(quarantine, (name) => name.replace("«task:1»", "abc"));
}

describe("a run reports a difference once", () => {
  test("in one member of one resource", () => {
    const masks = masked();
    const wrong = difference("service", "c1/s1", "desiredCount");
    expect(masks.hides(wrong, reader)).toBe(false);
    masks.mask([wrong], reader);
    expect(masks.hides(wrong, reader)).toBe(true);
    expect(masks.hides(difference("service", "c1/s1", "runningCount"), reader)).toBe(false);
    expect(masks.hides(difference("service", "c1/s2", "desiredCount"), reader)).toBe(false);
  });

  test("and once more when the member that was wrong is lost", () => {
    const masks = masked();
    const wrong = difference("service", "c1/s1", "launchType");
    const lost = { ...wrong, actual: "absent", actualKind: "absent" } as const;
    masks.mask([lost], "CreateService");
    masks.note([wrong], reader);
    expect(masks.hides(lost, "CreateService")).toBe(true);
    expect(masks.hides(lost, reader)).toBe(false);
    masks.mask([lost], reader);
    expect(masks.hides(lost, reader)).toBe(true);
    expect(masks.hides(wrong, reader)).toBe(true);
  });

  test("what decides how a resource behaves is compared again when the resource is known again", () => {
    const masks = masked();
    const [count, tag] = [difference("service", "c1/s1", "desiredCount"), difference("service", "c1/s1", "tags[]")];
    const other = difference("service", "c1/s2", "desiredCount");
    masks.mask([count, tag, other], reader);
    masks.renew("service:c1/s1");
    expect([count, tag, other].map((each) => masks.hides(each, reader))).toEqual([false, true, true]);
  });

  test("in a resource's tags, whichever operation shows them", () => {
    const masks = masked();
    masks.mask([difference("service", "c1/s1", "tags[]")], reader);
    expect(masks.hides(difference("service", "c1/s1", "tags[].value"), reader)).toBe(true);
    const listed = difference("tagged", "arn:aws:ecs:r:1:service/c1/s1", "tags[]");
    expect(masks.hides(listed, reader)).toBe(true);
  });
});

describe("what is in quarantine is not reported", () => {
  test("the resource itself and everything inside a cluster in quarantine", () => {
    expect(masked("service:c1/s1").hides(difference("service", "c1/s1", "status"), reader)).toBe(true);
    expect(masked("cluster:c1").hides(difference("service", "c1/s1", "status"), reader)).toBe(true);
    expect(masked("service:c1/s1").hides(difference("service", "c1/s2", "status"), reader)).toBe(false);
  });

  test.each(["runningTasksCount", "pendingTasksCount", "activeServicesCount", "registeredContainerInstancesCount"])(
    "the cluster's %s, which counts the resources in quarantine",
    (member) => {
      const masks = masked("service:c1/s1");
      expect(masks.hides(difference("cluster", "c1", member), reader)).toBe(true);
      expect(masks.hides(difference("cluster", "c2", member), reader)).toBe(false);
    },
  );

  test("but the cluster's other members are", () => {
    expect(masked("service:c1/s1").hides(difference("cluster", "c1", "status"), reader)).toBe(false);
  });

  test("items of lists that name it", () => {
    const item = (actual: string) =>
      difference("", "", "", { actual, actualKind: "item", expectedKind: "nothing", resource: undefined } as never);
    const masks = masked("task:c1/«task:1»");
    expect(masks.hides(item('"arn:aws:ecs:r:1:task/c1/abc"'), reader)).toBe(true);
    expect(masks.hides(item('"arn:aws:ecs:r:1:task/c1/def"'), reader)).toBe(false);
  });
});

test("a signature is repeated from its second occurrence on", () => {
  const masks = masked();
  expect([masks.isRepeated("a"), masks.isRepeated("a"), masks.isRepeated("b")]).toEqual([false, true, false]);
});
