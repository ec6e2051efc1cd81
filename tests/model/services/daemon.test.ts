import { beforeEach, describe, expect, test } from "vitest";
import { Bindings } from "../../../checker/bindings.ts";
import { compare } from "../../../checker/compare.ts";
import { placeholderKinds } from "../../../model/language/placeholders.ts";
import { Account } from "../account.ts";

/** The desired counts up to 3 that DescribeServices may show. */
function permitted(account: Account, rest: boolean): number[] {
  const [outcome] = account.foresee("DescribeServices", { cluster: "c", services: ["s"] }, rest);
  if (outcome?.result.kind !== "accepted") throw new Error("DescribeServices is refused");
  const { output } = outcome.result;
  const serviceArn = "arn:aws:ecs:us-east-1:123456789012:service/c/s";
  return [0, 1, 2, 3].filter((desiredCount) => {
    const reply = { services: [{ serviceArn, serviceName: "s", desiredCount }], failures: [] };
    return compare(output, reply, new Bindings(placeholderKinds)).every(({ path }) => !path.endsWith("desiredCount"));
  });
}

const daemon = {
  cluster: "c",
  serviceName: "s",
  taskDefinition: "f",
  launchType: "EC2" as const,
  schedulingStrategy: "DAEMON" as const,
};

describe("a DAEMON service", () => {
  let account: Account;

  beforeEach(() => {
    account = new Account();
    account.call("CreateCluster", { clusterName: "c" });
    for (const digit of ["1", "2"])
      account.call("RegisterContainerInstance", {
        cluster: "c",
        instanceIdentityDocument: JSON.stringify({ instanceId: `i-${digit.repeat(17)}` }),
      });
    const containerDefinitions = [{ name: "app", image: "nginx", memory: 64 }];
    account.call("RegisterTaskDefinition", { family: "f", containerDefinitions });
    account.call("RegisterTaskDefinition", {
      family: "g",
      containerDefinitions,
      placementConstraints: [{ type: "memberOf", expression: "attribute:stack == a" }],
    });
  });

  test("has one task for each ACTIVE instance once it is at rest (DM1)", () => {
    account.call("CreateService", daemon);
    expect(permitted(account, false)).toEqual([0, 1, 2]);
    expect(permitted(account, true)).toEqual([2]);
  });

  test("has at most one task for each instance when constraints exclude some", () => {
    account.call("CreateService", { ...daemon, taskDefinition: "g" });
    expect(permitted(account, true)).toEqual([0, 1, 2]);
  });

  test("takes no desired count (SV4c)", () => {
    account.call("CreateService", daemon);
    expect(account.answers("UpdateService", { cluster: "c", service: "s", desiredCount: 1 })).toEqual(["SV4c"]);
    expect(account.answers("UpdateService", { cluster: "c", service: "s", forceNewDeployment: true })).toContain(
      "accepted",
    );
  });
});
