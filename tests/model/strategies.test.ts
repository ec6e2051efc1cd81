import { describe, expect, test } from "vitest";
import { furnished, networkConfiguration } from "./serviceAccount.ts";

const account = () => {
  const made = furnished(0);
  const autoScalingGroupArn = "arn:aws:autoscaling:x:y:autoScalingGroup:u:autoScalingGroupName/p";
  made.call("CreateCapacityProvider", { name: "p", autoScalingGroupProvider: { autoScalingGroupArn } });
  made.call("CreateCluster", { clusterName: "d", capacityProviders: ["FARGATE", "FARGATE_SPOT", "p"] });
  return made;
};

const strategies = {
  weightless: [{ capacityProvider: "FARGATE", weight: 0 }],
  based: [{ capacityProvider: "FARGATE", base: 1 }],
  bases: ["FARGATE", "FARGATE_SPOT"].map((capacityProvider) => ({ capacityProvider, weight: 1, base: 1 })),
  mixed: ["FARGATE", "p"].map((capacityProvider) => ({ capacityProvider, weight: 1 })),
};

describe("a capacity provider strategy", () => {
  test.each([
    ["weightless", ["CL22w"], ["CL22r"]],
    ["based", ["CL22w", "accepted"], ["CL22r", "accepted"]],
    ["bases", ["CL22c"], ["CL22"]],
    ["mixed", ["MI3"], ["MI3"]],
  ] as const)("that is %s is refused for a service and for tasks (CL22, MI3)", (fault, ofService, ofTask) => {
    const run = { cluster: "d", taskDefinition: "f:1", networkConfiguration };
    const input = { ...run, capacityProviderStrategy: strategies[fault] };
    const answers = account().answers("CreateService", { ...input, serviceName: "t", desiredCount: 1 });
    expect([...new Set(answers)].filter((answer) => answer !== "SV1").sort()).toEqual(ofService);
    expect(account().answers("RunTask", input).sort()).toEqual(ofTask);
  });

  test.each([
    ["bases", "CL22b"],
    ["mixed", "MI3"],
    ["weightless", "accepted"],
  ] as const)("that is %s as a cluster's default: %s", (fault, answer) => {
    const capacityProviders = ["FARGATE", "FARGATE_SPOT", "p"];
    const input = { cluster: "d", capacityProviders, defaultCapacityProviderStrategy: strategies[fault] };
    const answers = account().answers("PutClusterCapacityProviders", input);
    expect(answers).toContain(answer);
    expect(answers.includes("accepted")).toBe(answer === "accepted");
  });

  test("that a service takes from its cluster is refused by its own text (CL22)", () => {
    const made = furnished(0);
    made.call("PutClusterCapacityProviders", {
      cluster: "c",
      capacityProviders: ["FARGATE"],
      defaultCapacityProviderStrategy: strategies.weightless,
    });
    const input = { cluster: "c", serviceName: "t", desiredCount: 1, taskDefinition: "f:1", networkConfiguration };
    expect(made.answers("CreateService", input)).toEqual(["CL22d"]);
  });
});

test("a page of more than 100 services is refused by its own text (SV63)", () => {
  expect(account().answers("ListServices", { cluster: "d", maxResults: 101 })).toEqual(["SV63"]);
  expect(account().answers("ListServices", { cluster: "d", maxResults: 0 })).toEqual(["LI1"]);
});
