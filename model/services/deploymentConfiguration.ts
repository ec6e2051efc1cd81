import type * as ecs from "@aws-sdk/client-ecs";
import type { Service } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";

type Configuration = Service["deploymentConfiguration"];

const noBreaker = {
  enable: false,
  rollback: false,
  resetOnHealthyTask: true,
  threshold: { type: "BOUNDED_PERCENT", value: 50 },
};

/** What a service has when nothing is asked for (rows SV2, SV4). */
export const defaultConfiguration = (schedulingStrategy: string | undefined): Configuration =>
  schedulingStrategy === "DAEMON"
    ? { maximumPercent: 100, minimumHealthyPercent: 0, ...noBreaker }
    : { maximumPercent: 200, minimumHealthyPercent: 100, ...noBreaker };

/** Omitted members keep their value; an empty circuit breaker clears it (row SV27). */
export function configured(now: Configuration, given: ecs.DeploymentConfiguration | undefined): Configuration {
  if (given === undefined) return now;
  const breaker = given.deploymentCircuitBreaker;
  return {
    maximumPercent: given.maximumPercent ?? now.maximumPercent,
    minimumHealthyPercent: given.minimumHealthyPercent ?? now.minimumHealthyPercent,
    enable: breaker === undefined ? now.enable : (breaker.enable ?? false),
    // A recording shows a disabled circuit breaker without its rollback.
    rollback: breaker === undefined ? now.rollback : breaker.enable === true && breaker.rollback === true,
    resetOnHealthyTask: breaker?.resetOnHealthyTask ?? now.resetOnHealthyTask,
    threshold:
      breaker?.thresholdConfiguration === undefined ? now.threshold : thresholdOf(breaker.thresholdConfiguration),
  };
}

const thresholdOf = ({ type, value }: ecs.ThresholdConfiguration): Configuration["threshold"] => ({ type, value });

/** The rules by which `badConfiguration` and `blockingBounds` refuse. */
export const configurationRefusals = ["SV40", "SV40m", "SV41", "SV61", "SV61t"] as const;

/** The fault of a requested configuration, whatever the service has now (rows SV40, SV61). */
export const badConfiguration = (given: ecs.DeploymentConfiguration | undefined) =>
  badPercents(given) ?? badThreshold(given);

/** What is wrong with the percentages of a request (row SV40). */
function badPercents(given: ecs.DeploymentConfiguration | undefined) {
  if ((given?.minimumHealthyPercent ?? 0) > 100) return refuse("SV40");
  return (given?.maximumPercent ?? 100) < 100 ? refuse("SV40m") : undefined;
}

/** The faults of a circuit breaker's threshold (row SV61). */
function badThreshold(given: ecs.DeploymentConfiguration | undefined) {
  const threshold = given?.deploymentCircuitBreaker?.thresholdConfiguration;
  if (threshold === undefined) return undefined;
  const { type, value = 1 } = threshold;
  if (type !== undefined && !["COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"].includes(type)) return refuse("SV61t");
  return value < 1 || (type !== "COUNT" && value > 100) ? refuse("SV61") : undefined;
}

/** Bounds of 100 and 100 per cent block deployments: one recording says that they are refused (row SV41). */
export const blockingBounds = (
  { maximumPercent, minimumHealthyPercent }: Configuration,
  given: ecs.DeploymentConfiguration | undefined,
  context: Context,
) =>
  given !== undefined && maximumPercent === 100 && minimumHealthyPercent === 100 && context.may("SV41")
    ? refuse("SV41")
    : undefined;
