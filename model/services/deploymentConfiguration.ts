import type * as ecs from "@aws-sdk/client-ecs";
import type { Service } from "../language/state.ts";

type Configuration = Service["deploymentConfiguration"];

/** What a REPLICA service has when nothing is asked for (row SV2). */
export const defaultConfiguration: Configuration = {
  maximumPercent: 200,
  minimumHealthyPercent: 100,
  enable: false,
  rollback: false,
  breaker: false,
};

/** Members left out keep their value; an empty circuit breaker clears it (row SV27). */
export function configured(now: Configuration, given: ecs.DeploymentConfiguration | undefined): Configuration {
  if (given === undefined) return now;
  const breaker = given.deploymentCircuitBreaker;
  return {
    maximumPercent: given.maximumPercent ?? now.maximumPercent,
    minimumHealthyPercent: given.minimumHealthyPercent ?? now.minimumHealthyPercent,
    enable: breaker === undefined ? now.enable : (breaker.enable ?? false),
    rollback: breaker === undefined ? now.rollback : (breaker.rollback ?? false),
    breaker: breaker === undefined ? now.breaker : true,
  };
}
