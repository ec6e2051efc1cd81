import type { CreateServiceRequest } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../../errors.ts";
import type { Simulation } from "../../simulation.ts";
import type { Revision } from "../../state/taskDefinition.ts";
import type { Request } from "../../wire.ts";

type Input = Request<CreateServiceRequest>;

/** Members that exclude one another (SV51, SV53, SV54). */
export function requireCompanions(sim: Simulation, input: Input): void {
  if (input.deploymentController?.type === "EXTERNAL") sim.rule(requireNothingOfDeployments)(input);
  sim.rule(requireOneRegistry)(input);
}

/** CD1. */
export function requireBalancerForCodeDeploy({ deploymentController, loadBalancers }: Input): void {
  if (deploymentController?.type !== "CODE_DEPLOY") return;
  if (!loadBalancers?.some(({ targetGroupArn }) => targetGroupArn))
    throw invalidParameter(
      "When specifying the CODE_DEPLOY deployment controller type, the service requires an Application Load Balancer or Network Load Balancer.",
    );
}

/** What an EXTERNAL service does not have (SV51, SV54). */
export function requireNothingOfDeployments({ loadBalancers, deploymentConfiguration }: Input): void {
  if (loadBalancers?.length) throw invalidParameter("LoadBalancers must be empty or null.");
  if (deploymentConfiguration?.deploymentCircuitBreaker)
    throw invalidParameter("The deployment circuit breaker is only supported with the ECS deployment controller.");
}

/** SV53. */
export function requireOneRegistry({ serviceRegistries }: Input): void {
  if ((serviceRegistries?.length ?? 0) > 1) throw invalidParameter("service registries can have at most 1 items.");
}

/** A role and registries must fit the network of the definition, and a role needs load balancers (SV52, SV53). */
export function requireRoleAndRegistry({ role, loadBalancers, serviceRegistries }: Input, { content }: Revision): void {
  const awsvpc = content.networkMode === "awsvpc";
  if (role !== undefined && awsvpc)
    throw invalidParameter("You cannot specify an IAM role for services that require a service linked role.");
  if (role !== undefined && !loadBalancers?.length)
    throw invalidParameter("IAM roles are only valid for services configured to use load balancers.");
  if (awsvpc && serviceRegistries?.some(({ containerPort }) => containerPort !== undefined))
    throw invalidParameter("The values specified for serviceRegistries do not require a value for 'containerPort'.");
}
