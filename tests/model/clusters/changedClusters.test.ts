import { expect, test } from "vitest";
import { lookup } from "../../../model/language/lookup.ts";
import { Account } from "../account.ts";

const cluster = "c";

function furnished(): Account {
  const account = new Account();
  account.call("CreateCluster", { clusterName: cluster, tags: [{ key: "k", value: "v" }] });
  return account;
}

test("the replies that change or delete a cluster show its settings and none of its tags (CL30)", () => {
  const account = furnished();
  const settings = [{ name: "containerInsights", value: "enabled" }] as const;
  const changed = account.call("UpdateCluster", { cluster, settings: [...settings] });
  const deleted = account.call("DeleteCluster", { cluster });
  for (const reply of [changed, deleted]) {
    expect(lookup(reply, "cluster.settings.0.value")).toBe("enabled");
    expect(JSON.stringify(reply)).not.toContain('"key":"k"');
  }
});

test("statistics count tasks and services in four places (CL29)", () => {
  const reply = furnished().call("DescribeClusters", { clusters: [cluster], include: ["STATISTICS"] });
  expect(JSON.stringify(reply).match(/(Tasks|Service)Count","value/g)).toHaveLength(16);
});

test("a namespace given by its ARN must exist, one given by a name is created (CL26)", () => {
  const named = (namespace: string) =>
    furnished().answers("UpdateCluster", { cluster, serviceConnectDefaults: { namespace } });
  expect(named("arn:aws:servicediscovery:«region»:«account»:namespace/ns-1")).toEqual(["CL26"]);
  expect(named("shop")).toEqual(["accepted"]);
});

test("of an unknown cluster and an unknown namespace, either may be reported (G10)", () => {
  const serviceConnectDefaults = { namespace: "arn:aws:servicediscovery:«region»:«account»:namespace/ns-1" };
  const answers = furnished().answers("UpdateCluster", { cluster: "ghost", serviceConnectDefaults });
  expect(answers.sort()).toEqual(["CL13", "CL26"]);
});

test("managed draining is ENABLED by default, and termination protection may be refused (CP9, CP11)", () => {
  const autoScalingGroupArn = "arn:aws:autoscaling:x:y:autoScalingGroup:u:autoScalingGroupName/p";
  const made = furnished().call("CreateCapacityProvider", {
    name: "p",
    autoScalingGroupProvider: { autoScalingGroupArn },
  });
  expect(JSON.stringify(made)).toContain('"managedDraining":{"$":"maybe","value":"ENABLED"}');
  const group = { autoScalingGroupArn, managedTerminationProtection: "ENABLED" } as const;
  const answers = furnished().answers("CreateCapacityProvider", { name: "p", autoScalingGroupProvider: group });
  expect(answers).toContain("CP9");
});
