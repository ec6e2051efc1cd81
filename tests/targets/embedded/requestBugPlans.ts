import type { requestBugs } from "../../../targets/embedded/bugs/requests.ts";
import { c, createC, created, forInstances, registered, run, type Step, updated } from "./planSteps.ts";

/** A service on container instances. */
const onInstances = (more: object = {}): Step => [
  "CreateService",
  { ...c, serviceName: "s", taskDefinition: "f:1", desiredCount: 1, launchType: "EC2", ...more },
];

const distinct = { type: "distinctInstance" };
const registry = { registryArn: "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-1" };
const breaker = { deploymentCircuitBreaker: { enable: true, rollback: false } };

const withFargate: Step = ["CreateCluster", { clusterName: "c", capacityProviders: ["FARGATE", "FARGATE_SPOT"] }];

/** A service on Fargate by a capacity provider strategy. */
const strategic = (capacityProviderStrategy: object[]): Step =>
  created(1, { launchType: undefined, capacityProviderStrategy });

/** A definition with a port for the load balancer. */
const withPort = registered("f", { portMappings: [{ containerPort: 80 }] });

/** A service that CodeDeploy deploys, behind the target group that the simulator has. */
const byCodeDeploy = created(1, {
  deploymentController: { type: "CODE_DEPLOY" },
  loadBalancers: [
    {
      targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/balanced/0123456789abcdef",
      containerName: "web",
      containerPort: 80,
    },
  ],
});

export const requestBugPlans: Readonly<Record<(typeof requestBugs)[number]["name"], readonly Step[]>> = {
  "fargate-service-takes-placement": [createC, registered(), created(1, { placementConstraints: [distinct] })],
  "instance-placement-is-not-checked": [
    createC,
    forInstances,
    onInstances({ placementStrategy: [{ type: "binpack", field: "instanceId" }] }),
  ],
  "role-needs-no-load-balancer": [createC, registered(), created(1, { role: "arn:aws:iam::123456789012:role/r" })],
  "two-registries-accepted": [createC, registered(), created(1, { serviceRegistries: [registry, registry] })],
  "external-service-takes-circuit-breaker": [
    createC,
    [
      "CreateService",
      { ...c, serviceName: "s", deploymentController: { type: "EXTERNAL" }, deploymentConfiguration: breaker },
    ],
  ],
  "load-balancers-are-ignored": [createC, registered(), created(1, { loadBalancers: [{ containerName: "web" }] })],
  "service-connect-needs-no-namespace": [
    createC,
    registered(),
    created(1, { serviceConnectConfiguration: { enabled: true } }),
  ],
  "unknown-volume-configured": [createC, registered(), created(1, { volumeConfigurations: [{ name: "v" }] })],
  "code-deploy-is-unsupported": [createC, registered(), created(1, { deploymentController: { type: "CODE_DEPLOY" } })],
  "code-deploy-service-deploys-by-update": [createC, withPort, byCodeDeploy, updated({ forceNewDeployment: true })],
  "code-deploy-service-shows-deployments": [createC, withPort, byCodeDeploy],
  "describe-clusters-ignores-account-and-region": [
    createC,
    ["DescribeClusters", { clusters: ["arn:aws:ecs:us-east-1:000000000001:cluster/c"] }],
  ],
  "delete-cluster-ignores-account-and-region": [
    createC,
    ["DeleteCluster", { cluster: "arn:aws:ecs:eu-north-9:123456789012:cluster/c" }],
  ],
  "strategy-without-weight-accepted": [
    withFargate,
    registered(),
    strategic([{ capacityProvider: "FARGATE", weight: 0 }]),
  ],
  "two-bases-accepted": [
    withFargate,
    registered(),
    strategic(["FARGATE", "FARGATE_SPOT"].map((capacityProvider) => ({ capacityProvider, weight: 1, base: 1 }))),
  ],
  "unknown-namespace-accepted": [
    [
      "CreateCluster",
      {
        clusterName: "c",
        serviceConnectDefaults: { namespace: "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-x" },
      },
    ],
  ],
  "overrides-of-any-length": [
    createC,
    registered(),
    run({
      overrides: { containerOverrides: [{ name: "web", environment: [{ name: "E", value: "x".repeat(8193) }] }] },
    }),
  ],
  "command-logging-is-not-checked": [
    ["CreateCluster", { clusterName: "c", configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } } }],
  ],
};
