import type { definitionBugs } from "../../../targets/embedded/bugs/definitions.ts";
import { deregister, registered, type Step } from "./planSteps.ts";

const side = { name: "side", image: "nginx" };
const efs = { fileSystemId: "fs-01234567890abcdef", transitEncryptionPort: 2049 };
const range = (containerPortRange: string) => ({ portMappings: [{ containerPortRange }] });

/** A definition for Fargate with one more container setting. */
const onFargate = (container: object): Step => {
  const [operation, input] = registered("f", container) as readonly [string, object];
  return [operation, { ...input, requiresCompatibilities: ["FARGATE"] }];
};

const withMember = (member: object): Step => {
  const [operation, input] = registered() as readonly [string, object];
  return [operation, { ...input, ...member }];
};

export const definitionBugPlans: Readonly<Record<(typeof definitionBugs)[number]["name"], readonly Step[]>> = {
  "duplicate-container-names-accepted": [registered("f", {}, [{ ...side, name: "web" }])],
  "container-cpu-sum-is-not-checked": [registered("f", { cpu: 200 }, [{ ...side, cpu: 100 }])],
  "memory-below-reservation-accepted": [registered("f", { memory: 64, memoryReservation: 128 })],
  "unknown-dependency-accepted": [registered("f", { dependsOn: [{ containerName: "nobody", condition: "START" }] })],
  "dependency-cycle-accepted": [registered("f", { dependsOn: [{ containerName: "web", condition: "START" }] })],
  "undeclared-volume-accepted": [registered("f", { mountPoints: [{ sourceVolume: "v", containerPath: "/v" }] })],
  "encrypted-port-needs-no-encryption": [withMember({ volumes: [{ name: "v", efsVolumeConfiguration: efs }] })],
  "awsvpc-takes-hostnames": [registered("f", { hostname: "web" })],
  "port-ranges-may-overlap": [registered("f", range("80-90"), [{ ...side, ...range("85-95") }])],
  "proxy-of-no-container-accepted": [
    withMember({
      proxyConfiguration: { containerName: "nobody", properties: [{ name: "ProxyIngressPort", value: "15000" }] },
    }),
  ],
  "fargate-takes-privileged": [onFargate({ privileged: true })],
  "fargate-takes-any-log-driver": [onFargate({ logConfiguration: { logDriver: "json-file" } })],
  "short-timeouts-accepted": [registered("f", { stopTimeout: 1 })],
  "deregistration-shows-its-time-at-once": [registered(), deregister("f:1")],
  "second-deregistration-refused": [registered(), deregister("f:1"), deregister("f:1")],
  "untagged-registration-shows-tags": [registered()],
  "definition-include-is-looked-at-last": [["DescribeTaskDefinition", { taskDefinition: "f", include: ["BOGUS"] }]],
};
