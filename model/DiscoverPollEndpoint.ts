import { clusterName, isElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { filled, maybe } from "./language/expectation.ts";
import { get } from "./language/persistentMap.ts";
import { accept, refuse } from "./language/step.ts";

/**
 * The endpoint that an agent polls (row CI1s). The API lists no error for a cluster that does not exist (Appendix A),
 * and whether it refuses a malformed name as other operations do (row G5) is unspecified.
 */
export const DiscoverPollEndpoint = operation("DiscoverPollEndpoint", {
  reads: true,
  names: { cluster: "cluster", containerInstance: "containerInstance" },
  row: "CI1s",
  accepts: ["CI1s"],
  refuses: ["G5", "G7", "G8", "A9c", "CL13", "CI8"],
  step(state, input, context) {
    const elsewhere = isElsewhere(input.cluster ?? "");
    if (elsewhere && context.may("A9c")) return refuse("A9c");
    const name = clusterName(input.cluster);
    if (typeof name !== "string" && !context.may("CI1s")) return name;
    if (typeof name !== "string") return accept(endpoints, "CI1s");
    const isThere = !elsewhere && get(state.clusters, name)?.status === "ACTIVE";
    if (!isThere && context.may("CL13")) return refuse("CL13");
    if (input.containerInstance !== undefined && context.may("CI8")) return refuse("CI8");
    return accept(endpoints, "CI1s");
  },
});

const endpoints = { endpoint: filled, telemetryEndpoint: maybe(filled), serviceConnectEndpoint: maybe(filled) };
