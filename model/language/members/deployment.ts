import type { Deployment } from "@aws-sdk/client-ecs";
import { always, alwaysKnown, type Decisions, onceShown, open, openKnown } from "./decision.ts";

const onFargate = { launchType: ["FARGATE"] } as const;
const onEc2 = { launchType: ["EC2"] } as const;

/** When replies show the members of a deployment (rows DP1, DP16). */
export const deploymentMembers: Decisions<Deployment> = {
  id: alwaysKnown("DP1"),
  status: alwaysKnown("DP1"),
  taskDefinition: alwaysKnown("DP1"),
  createdAt: alwaysKnown("CC7"),
  runningCount: alwaysKnown("DP5"),
  pendingCount: alwaysKnown("DP5"),
  desiredCount: always("SV25"),
  failedTasks: always("DP1"),
  updatedAt: always("DP1"),
  rolloutState: always("DP1"),
  rolloutStateReason: always("DP1"),
  launchType: openKnown("with a capacity provider strategy it is absent"),
  platformVersion: onceShown("SV3", { present: onFargate, absent: onEc2 }),
  platformFamily: {
    ...onceShown("SV3", { absent: onEc2 }),
    why: "only on Fargate, where an older answer that was quoted lacks it",
  },
  networkConfiguration: onceShown("SV13", { present: onFargate }),
  capacityProviderStrategy: open("no recorded answer shows a service with a strategy"),
  serviceConnectConfiguration: open("no recorded answer shows a service with Service Connect"),
  serviceConnectResources: open("no recorded answer shows a service with Service Connect"),
  volumeConfigurations: open("no recorded answer shows a service with such volumes"),
  fargateEphemeralStorage: open("recorded to be absent, documented to be there on Fargate"),
  vpcLatticeConfigurations: open("no recorded answer shows a service with VPC Lattice"),
};
