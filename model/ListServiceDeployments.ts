import { inClusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { any, type Expected, unordered } from "./language/expectation.ts";
import type { Input } from "./language/operation.ts";
import { badEnum, badPage } from "./language/page.ts";
import type { ServiceDeployment } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { findService } from "./services/service.ts";
import { deploymentStatuses, hasEnded, isHistoryKnown, viewServiceDeployment } from "./services/serviceDeployment.ts";

/** The deployments of a service, in any order (rows SD1, SD3). */
export const ListServiceDeployments = operation("ListServiceDeployments", {
  reads: true,
  names: { cluster: "cluster or default", service: "service" },
  paged: true,
  row: "SD3",
  accepts: ["SD1", "SD3"],
  refuses: ["RQ1", "G1", ...inClusterRefusals, "LI1", "LI2", "SV20", "SD3u"],
  step(state, input, context) {
    if (input.service === undefined) return refuse("RQ1");
    const bad = badPage(input) ?? badEnum(input.status, deploymentStatuses);
    if (bad) return bad;
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const service = findService(cluster, input.service, context);
    if (isRefusal(service)) return service;
    const ended = service.status !== "ACTIVE" || cluster.status !== "ACTIVE";
    if (ended && context.may("SV20")) return refuse("SV20");
    if ((ended || service.controller !== "ECS") && context.may("SD3u")) return refuse("SD3u");
    if (ended || !isHistoryKnown(service)) return accept({ serviceDeployments: any }, "SD3");
    const sure: Expected[] = [];
    const possible: Expected[] = [];
    for (const deployment of service.history) {
      const match = matches(deployment, input);
      if (match === "no") continue;
      (match === "yes" ? sure : possible).push(viewServiceDeployment(state, service, deployment, context, "short"));
    }
    return accept(
      { serviceDeployments: unordered(sure, "serviceDeploymentArn", { optional: possible }) },
      "SD3",
      "SD1",
    );
  },
});

function matches(deployment: ServiceDeployment, input: Input<"ListServiceDeployments">): "yes" | "no" | "perhaps" {
  const times = madeBetween(input.createdAt);
  if (times === "no" || input.status === undefined || input.status.length === 0) return times;
  const listed = input.status.some((status) => status === deployment.status);
  if (!hasEnded(deployment)) return "perhaps";
  return listed ? times : "no";
}

/** Epoch seconds before and after every deployment of a run, whatever the target's clock shows. */
const [earliest, latest] = [1e9, 4e9];

function madeBetween(given: Input<"ListServiceDeployments">["createdAt"]): "yes" | "no" | "perhaps" {
  const after = given?.after === undefined ? 0 : Number(given.after);
  const before = given?.before === undefined ? Number.POSITIVE_INFINITY : Number(given.before);
  if (after >= latest || before <= earliest) return "no";
  return after <= earliest && before >= latest ? "yes" : "perhaps";
}
