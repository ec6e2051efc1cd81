import type { CreateServiceRequest } from "@aws-sdk/client-ecs";
import { requireNetwork } from "../../capacity/placement.ts";
import { invalidParameter } from "../../errors.ts";
import type { Simulation } from "../../simulation.ts";
import type { DeploymentPlan } from "../../state/service.ts";
import type { Request } from "../../wire.ts";

type Input = Request<CreateServiceRequest>;

/** SV4. */
export const daemonCount =
  "The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again";

/** What a new DAEMON service cannot have. ECS was recorded to check the network first (SV4, SV13, SV42). */
export function requireDaemon(sim: Simulation, input: Input, plan: DeploymentPlan): void {
  requireNetwork(plan);
  sim.rule(requireDaemonSettings)(input);
  if (plan.strategy.length > 0)
    throw invalidParameter(
      "Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.",
    );
  if (plan.launchType === "FARGATE")
    throw invalidParameter(
      "The daemon scheduling strategy does not support the FARGATE launch type. Change the launch type and try again",
    );
}

/** SV4, SV42. */
export function requireDaemonSettings({
  desiredCount,
  deploymentConfiguration,
  availabilityZoneRebalancing,
}: Input): void {
  if (desiredCount !== undefined) throw invalidParameter(daemonCount);
  if ((deploymentConfiguration?.maximumPercent ?? 100) > 100)
    throw invalidParameter(
      "The daemon scheduling strategy does not support values above 100 for maximumPercent on a deployment configuration. Change the maximumPercent value to 100, and try again",
    );
  if (availabilityZoneRebalancing === "ENABLED")
    throw invalidParameter(
      "The service couldn't be created because Availability Zone Rebalancing does not support DAEMON as scheduling strategy. Update scheduling strategy and try again.",
    );
}
