import { expect, test } from "vitest";
import { configured, defaultConfiguration } from "../../model/services/deploymentConfiguration.ts";
import { furnished, service } from "./serviceAccount.ts";

test.each([
  ["SV62r", { metricConfigurations: [{ metricNames: ["CPUUtilization"], resolutionSeconds: 30 }] }],
  ["SV62n", { metricConfigurations: [{ metricNames: ["Bogus"], resolutionSeconds: 20 }] }],
  ["SV62n", { metricConfigurations: [{ resolutionSeconds: 20 }] }],
  ["SV62d", { metricConfigurations: [{ metricNames: ["CPUUtilization", "CPUUtilization"], resolutionSeconds: 20 }] }],
])("monitoring is refused by %s", (rule, monitoring) => {
  const account = furnished();
  const update = { cluster: "c", service: "s", monitoring };
  expect(account.answers("UpdateService", update as never)).toEqual([rule]);
  expect(account.answers("CreateService", { ...service, serviceName: "t", monitoring } as never)).toEqual([rule]);
});

test.each([
  ["SV61", { type: "COUNT", value: 0 }],
  ["SV61", { type: "BOUNDED_PERCENT", value: 101 }],
  ["SV61t", { type: "BOGUS", value: 1 }],
  ["accepted", { type: "COUNT", value: 101 }],
])("a circuit breaker's threshold is answered by %s", (answer, thresholdConfiguration) => {
  const deploymentConfiguration = {
    deploymentCircuitBreaker: { enable: true, rollback: true, thresholdConfiguration },
  };
  const update = { cluster: "c", service: "s", deploymentConfiguration };
  expect(furnished().answers("UpdateService", update as never)).toEqual([answer]);
});

test("an update keeps the members of a circuit breaker that it omits (SV2, SV27)", () => {
  const thresholdConfiguration = { type: "COUNT", value: 2 } as const;
  const off = { enable: false, rollback: false };
  const given = { minimumHealthyPercent: 50, deploymentCircuitBreaker: { ...off, thresholdConfiguration } };
  const first = configured(defaultConfiguration("REPLICA"), given);
  expect(first).toMatchObject({ enable: false, resetOnHealthyTask: true, threshold: thresholdConfiguration });
  const second = configured(first, { deploymentCircuitBreaker: { enable: true, rollback: true } });
  expect(second).toMatchObject({ enable: true, rollback: true, threshold: thresholdConfiguration });
});

test("an update to monitoring without a metric is an internal error of ECS (SV62s), a creation is not", () => {
  const account = furnished();
  expect(account.answers("UpdateService", { cluster: "c", service: "s", monitoring: {} } as never)).toEqual(["SV62s"]);
  const create = { ...service, serviceName: "t", monitoring: {} };
  expect(account.answers("CreateService", create as never)).toEqual(["accepted"]);
});

test("commands need a task role (SV43, SV43u)", () => {
  const account = furnished();
  const input = { ...service, serviceName: "t", enableExecuteCommand: true };
  expect(account.answers("CreateService", input)).toEqual(["SV43"]);
  expect(account.answers("UpdateService", { cluster: "c", service: "s", enableExecuteCommand: true })).toEqual([
    "SV43u",
  ]);
});

test("a changed monitoring begins a deployment, an unchanged one does not (SV62)", () => {
  const account = furnished();
  const monitoring = { metricConfigurations: [{ metricNames: ["CPUUtilization"], resolutionSeconds: 20 }] };
  const update = { cluster: "c", service: "s", monitoring };
  const rules = () =>
    account.foresee("UpdateService", update as never).map(({ result }) => result.kind === "accepted" && result.rules);
  expect(rules()).toEqual([["SV22"]]);
  account.call("UpdateService", update as never);
  expect(rules()).toEqual([["SV27"]]);
});

test("a new load balancer may begin a deployment (SV22)", () => {
  const loadBalancers = [{ targetGroupArn: "arn:aws:elasticloadbalancing:x", containerName: "app", containerPort: 80 }];
  const outcomes = furnished().foresee("UpdateService", { cluster: "c", service: "s", loadBalancers });
  expect(outcomes.map(({ result }) => result.kind === "accepted" && result.rules)).toEqual([["SV27"], ["SV22"]]);
});

test("a circuit breaker may trip while tasks cannot be placed on an instance (DP17)", () => {
  const account = furnished();
  const family = "on-instances";
  const app = { name: "app", image: "busybox", memory: 64, command: ["sleep", "infinity"] };
  account.call("RegisterTaskDefinition", { family, containerDefinitions: [app] });
  const deploymentsWith = (serviceName: string, enable: boolean) => {
    const deploymentConfiguration = { deploymentCircuitBreaker: { enable, rollback: false } };
    account.call("CreateService", {
      cluster: "c",
      serviceName,
      taskDefinition: family,
      desiredCount: 1,
      deploymentConfiguration,
    });
    const [described] = account.foresee("DescribeServices", { cluster: "c", services: [serviceName] }, true);
    return JSON.stringify(described?.result);
  };
  expect(deploymentsWith("t", true)).toContain('"list":true,"value":{"$":"any"}},"currentServiceDeployment"');
  expect(deploymentsWith("u", false)).toContain('"values":["IN_PROGRESS","COMPLETED"]');
});
