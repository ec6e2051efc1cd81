import { clusterName } from "./arn.ts";
import { filled, maybe } from "./expectation.ts";
import { get } from "./shelf.ts";
import { accept, refuse, type Step } from "./step.ts";

/**
 * Where an agent is to poll (row CI1s). The API names no error for a cluster that is not there (Appendix A), but one
 * that is malformed is refused everywhere (row G5).
 */
export const DiscoverPollEndpoint: Step<"DiscoverPollEndpoint"> = (state, input, context) => {
  const name = clusterName(input.cluster);
  if (typeof name !== "string") return name;
  if (get(state.clusters, name)?.status !== "ACTIVE" && context.may("CL13")) return refuse("CL13");
  if (input.containerInstance !== undefined && context.may("CI8")) return refuse("CI8");
  return accept({ endpoint: filled, telemetryEndpoint: maybe(filled), serviceConnectEndpoint: maybe(filled) }, "CI1s");
};
