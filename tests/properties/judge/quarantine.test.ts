import { describe, expect, test } from "vitest";
import type { Difference } from "../../../checker/difference.ts";
import { Quarantine } from "../../../properties/judge/quarantine.ts";

const after = (operation: string, input: Record<string, string>): Quarantine => {
  const quarantine = new Quarantine();
  quarantine.taintBy(operation, input);
  return quarantine;
};

describe("a call wrongly accepted", () => {
  const quarantine = after("UpdateService", { cluster: "c1", service: "s1" });

  test("puts what it names in quarantine", () => {
    expect(quarantine.blocks("DescribeServices", { cluster: "c1", services: ["s1"] })).toBe(true);
    expect(quarantine.blocks("DescribeServices", { cluster: "c1", services: ["s2"] })).toBe(false);
  });

  test("and of its cluster only what depends on everything in it", () => {
    for (const operation of ["DeleteCluster", "ListTasks"])
      expect(quarantine.blocks(operation, { cluster: "c1" })).toBe(true);
    // The service is left out of the comparison of lists, and the counts are masked.
    for (const operation of ["ListServices", "ListContainerInstances"])
      expect(quarantine.blocks(operation, { cluster: "c1" })).toBe(false);
    expect(quarantine.blocks("DescribeClusters", { clusters: ["c1"] })).toBe(false);
    expect(quarantine.blocks("ListTasks", { cluster: "c2" })).toBe(false);
    expect(quarantine.blocks("UpdateCluster", { cluster: "c1" })).toBe(false);
    expect([quarantine.touches("c1"), quarantine.touches("c2")]).toEqual([true, false]);
  });
});

test("a cluster in quarantine includes everything in it", () => {
  const quarantine = after("CreateCluster", { clusterName: "c1" });
  expect(quarantine.has("service:c1/s9")).toBe(true);
  expect(quarantine.has("service:c2/s9")).toBe(false);
});

describe("a difference puts its resource in quarantine", () => {
  const tainted = (member: string, reader = "DescribeServices"): boolean => {
    const quarantine = new Quarantine();
    const difference = { resource: { kind: "service", name: "c1/s1", member }, expectedKind: "x" } as Difference;
    quarantine.taintFor(difference, reader, { cluster: "c1", services: ["s1"] });
    return quarantine.has("service:c1/s1");
  };

  test.each(["status", "desiredCount", "taskDefinition", "launchType", ""])(
    "if it is in %j, which decides the future of the resource",
    (member) => expect(tainted(member)).toBe(true),
  );

  test.each(["runningCount", "tags[]", "createdAt"])("but not if it is in %j", (member) =>
    expect(tainted(member)).toBe(false),
  );
});

test("contents of which nothing is known make every list of the cluster unknown", () => {
  const quarantine = new Quarantine();
  quarantine.taintContents("c1");
  for (const operation of ["DeleteCluster", "ListServices", "ListTasks", "ListContainerInstances"])
    expect(quarantine.blocks(operation, { cluster: "c1" })).toBe(true);
  expect(quarantine.touches("c1")).toBe(true);
});

test("tasks that were wrongly started make the lists and counts of their cluster unknown, and nothing else", () => {
  const quarantine = after("RunTask", { cluster: "c1", taskDefinition: "f" });
  expect(quarantine.names()).toEqual([]);
  expect(quarantine.blocks("ListTasks", { cluster: "c1" })).toBe(true);
  expect(quarantine.blocks("CreateService", { cluster: "c1", serviceName: "s1", taskDefinition: "f" })).toBe(false);
});

describe("a deleted cluster that the server no longer has", () => {
  const vanished = (): Quarantine => {
    const quarantine = new Quarantine();
    const resource = { kind: "cluster", name: "c1", member: "" };
    const difference = { resource, expectedKind: "item", actualKind: "missing" } as Difference;
    quarantine.taintFor(difference, "DescribeClusters", { clusters: ["c1"] });
    return quarantine;
  };

  test("is in quarantine, but can be created again", () => {
    const quarantine = vanished();
    expect(quarantine.blocks("UpdateCluster", { cluster: "c1" })).toBe(true);
    expect(quarantine.blocks("CreateCluster", { clusterName: "c1" })).toBe(false);
  });

  test("is known again once it was created again", () => {
    const quarantine = vanished();
    quarantine.renew("UpdateCluster", { cluster: "c1" });
    expect(quarantine.has("cluster:c1")).toBe(true);
    quarantine.renew("CreateCluster", { clusterName: "c1" });
    expect(quarantine.has("cluster:c1")).toBe(false);
  });

  test("unlike one whose state is unknown for another reason", () => {
    const quarantine = after("CreateCluster", { clusterName: "c1" });
    expect(quarantine.blocks("CreateCluster", { clusterName: "c1" })).toBe(true);
    quarantine.renew("CreateCluster", { clusterName: "c1" });
    expect(quarantine.has("cluster:c1")).toBe(true);
  });
});

describe("what should not exist", () => {
  const quarantine = new Quarantine();
  quarantine.leaveOut("task:c1/0123");
  quarantine.leaveOut("revision:f:2");

  test("is left out of lists, which are judged", () => {
    expect(quarantine.names()).toEqual(["c1/0123", "f:2"]);
    expect(quarantine.blocks("ListTasks", { cluster: "c1" })).toBe(false);
    expect(quarantine.blocks("DescribeTasks", { cluster: "c1", tasks: ["0123"] })).toBe(false);
  });

  test("but nothing is done with it, and its cluster is not deleted", () => {
    expect(quarantine.blocks("StopTask", { cluster: "c1", task: "0123" })).toBe(true);
    expect(quarantine.blocks("DeleteCluster", { cluster: "c1" })).toBe(true);
    expect(quarantine.blocks("RunTask", { cluster: "c2", taskDefinition: "f:2" })).toBe(true);
    expect(quarantine.blocks("RunTask", { cluster: "c2", taskDefinition: "f:1" })).toBe(false);
  });
});

test("what was tainted is offered for recovery once, clusters first; what belongs to others never", () => {
  const quarantine = new Quarantine();
  quarantine.avoid("cluster:default");
  quarantine.taint("service:c1/s1");
  quarantine.taint("cluster:c1");
  expect(quarantine.takeFresh()).toEqual(["cluster:c1", "service:c1/s1"]);
  quarantine.taint("cluster:c1");
  expect(quarantine.takeFresh()).toEqual([]);
});

test("a deleted service whose creation is awaited can be written to, but not be read", () => {
  const quarantine = new Quarantine();
  quarantine.awaitCreation("service:c1/s1");
  const input = { cluster: "c1", service: "s1" };
  expect(quarantine.blocks("UpdateService", input)).toBe(false);
  expect(quarantine.blocks("DescribeServices", { cluster: "c1", services: ["s1"] })).toBe(true);
  quarantine.taint("task:c1/t1");
  expect(quarantine.blocks("StopTask", { cluster: "c1", task: "t1" })).toBe(true);
});

test("what no read shows stays unknown until the resource is released", () => {
  const quarantine = new Quarantine();
  quarantine.taintUnseen("service:c1/s1");
  expect(quarantine.isSeen("service:c1/s1")).toBe(false);
  quarantine.release("service:c1/s1");
  quarantine.taint("service:c1/s1");
  expect(quarantine.isSeen("service:c1/s1")).toBe(true);
});

test("a service created under an ARN of another cluster makes the contents of its own cluster unknown", () => {
  const serviceName = "arn:aws:ecs:us-east-1:123456789012:service/c1/ghost";
  expect(after("CreateService", { cluster: "c2", serviceName }).touches("c2")).toBe(true);
  expect(after("CreateService", { cluster: "c2", serviceName: "s1" }).hasUnknownContents("c2")).toBe(false);
});

test("what belongs to others does not come right, and a call on it is no consequence of a fault", () => {
  const quarantine = new Quarantine();
  quarantine.avoid("cluster:default");
  quarantine.taint("service:c1/s1");
  expect(quarantine.isShared("UpdateService", { service: "s1" })).toBe(true);
  expect(quarantine.isShared("UpdateService", { cluster: "c1", service: "s1" })).toBe(false);
  expect(quarantine.mayComeRight("cluster:default")).toBe(false);
  expect(quarantine.mayComeRight("service:c1/s1")).toBe(true);
});

test("no read shows whether something was created whose name is an ARN", () => {
  const quarantine = new Quarantine();
  quarantine.taintBy("CreateCapacityProvider", { name: "arn:aws:ecs:«region»:«account»:capacity-provider/ghost" });
  expect(quarantine.isSeen("capacityProvider:ghost")).toBe(false);
  quarantine.taintBy("CreateCluster", { clusterName: "arn:aws:ecs:«region»:«account»:service/c1/s1" });
  quarantine.taintBy("CreateCluster", { clusterName: "c2", capacityProviders: ["ghost"] });
  expect(quarantine.isSeen("cluster:s1")).toBe(false);
  expect(quarantine.isSeen("cluster:c2")).toBe(true);
});
