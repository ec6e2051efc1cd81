import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../model/language/json.ts";
import type { Input } from "../../../model/language/operation.ts";
import type { Operation } from "../../../model/registry.ts";
import { looksAfter, looksAtAll, looksAtTasks } from "../../../properties/looks/looksAfter.ts";
import { variantAfter, variantOf } from "../../../properties/looks/lookVariant.ts";
import { Account } from "../../model/account.ts";

const container = { name: "app", image: "nginx", memory: 4 };

function account(): Account {
  const made = new Account();
  made.call("CreateCluster", { clusterName: "c1" });
  made.call("RegisterTaskDefinition", { family: "f", containerDefinitions: [container] });
  made.call("CreateService", { cluster: "c1", serviceName: "s1", taskDefinition: "f", desiredCount: 1 });
  return made;
}

/** The looks after a call, as `Operation members…`. */
function looksOf<Op extends Operation>(operation: Op, input: Input<Op>, variant = 2): string[] {
  const [outcome] = account().foresee(operation, input);
  return looksAfter(operation, input as JsonObject, outcome, variant).map((look) => look.operation);
}

describe("after a call, the run looks at", () => {
  test("nothing after a read", () => {
    expect(looksOf("DescribeClusters", { clusters: ["c1"] })).toEqual([]);
  });

  test("the cluster that was named", () => {
    expect(looksOf("UpdateCluster", { cluster: "c1" })).toContain("DescribeClusters");
  });

  test("the service and the list it is in, and its history if a deployment may have begun", () => {
    const looks = looksOf("UpdateService", { cluster: "c1", service: "s1", desiredCount: 2 });
    expect(looks).toEqual(expect.arrayContaining(["DescribeServices", "ListServices"]));
  });

  test("the tasks that were started, and the list they are in", () => {
    const container = account();
    container.call("RegisterContainerInstance", {
      cluster: "c1",
      instanceIdentityDocument: "{}",
      totalResources: [
        { name: "CPU", type: "INTEGER", integerValue: 4096 },
        { name: "MEMORY", type: "INTEGER", integerValue: 4096 },
      ],
    });
    const input = { cluster: "c1", taskDefinition: "f", count: 1 };
    const [outcome] = container.foresee("RunTask", input);
    const looks = looksAfter("RunTask", input, outcome, 2).map(({ operation }) => operation);
    expect(looks).toEqual(expect.arrayContaining(["DescribeTasks", "ListTasks"]));
  });

  test("the running tasks first, when a call that starts tasks got no reply", () => {
    const [first] = looksAfter("RunTask", { cluster: "c1", taskDefinition: "f" }, undefined, 3);
    expect(first).toEqual({ operation: "ListTasks", input: { cluster: "c1", desiredStatus: "RUNNING" } });
  });

  test("the running tasks, when a call was refused that should start some", () => {
    const input = { cluster: "c1", task: "00112233445566778899aabbccddeeff" };
    const listed = (wronglyRefused: boolean) =>
      looksAfter("StopTask", input, undefined, 3, wronglyRefused).find(({ operation }) => operation === "ListTasks");
    expect(listed(true)?.input.desiredStatus).toBe("RUNNING");
    expect(listed(false)?.input.desiredStatus).toBe("STOPPED");
  });

  test("what a refused call named too: it must have changed nothing", () => {
    expect(
      looksOf("CreateService", { cluster: "c1", serviceName: "s1", taskDefinition: "f", desiredCount: 3 }),
    ).toContain("DescribeServices");
  });

  test("the tags of a tagged ARN", () => {
    const resourceArn = "arn:aws:ecs:«region»:«account»:cluster/c1";
    expect(looksOf("TagResource", { resourceArn, tags: [{ key: "a", value: "b" }] })).toContain("ListTagsForResource");
  });
});

test("a look names a resource in another form, depending on its variant", () => {
  const inputs = [0, 1].map((variant) => {
    const [outcome] = account().foresee("UpdateCluster", { cluster: "c1" });
    return looksAfter("UpdateCluster", { cluster: "c1" }, outcome, variant).find(
      ({ operation }) => operation === "DescribeClusters",
    )?.input.clusters;
  });
  expect(inputs).toEqual([["c1"], ["arn:aws:ecs:«region»:«account»:cluster/c1"]]);
});

test("the variant depends on the resource, not on the run's prefix", () => {
  expect(variantOf(["rest", "k1-c1"], "k1-")).toBe(variantOf(["rest", "k2-c1"], "k2-"));
  const named = (cluster: string, prefix: string) => variantAfter("UpdateCluster", { cluster }, prefix);
  expect(named("k1-c1", "k1-")).toBe(named("k2-c1", "k2-"));
  expect(named("c1", "")).not.toBe(named("c2", ""));
});

test("at rest everything that the run created is looked at", () => {
  const { state } = account();
  const looks = looksAtAll(state, () => 2).map(({ operation }) => operation);
  for (const operation of ["DescribeClusters", "DescribeServices", "ListServices", "ListTasks", "ListClusters"])
    expect(looks).toContain(operation);
  expect(looks.some((operation) => operation.startsWith("ListTaskDefinition"))).toBe(true);
  expect(looksAtTasks(state)).toEqual([]);
});
