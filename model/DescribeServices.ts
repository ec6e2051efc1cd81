import { inClusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { missingArn } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { badEnum } from "./language/page.ts";
import { get } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { serviceName } from "./services/service.ts";
import { viewService } from "./services/serviceView.ts";

/** Up to ten services in any order, INACTIVE ones too; unknown ones are failures (rows SV33, SV34). */
export const DescribeServices = operation("DescribeServices", {
  reads: true,
  names: { cluster: "cluster or default", services: "service" },
  row: "SV33",
  accepts: ["SV33"],
  refuses: ["G1", "G3", "G4s", ...inClusterRefusals],
  step(state, input, context) {
    const bad = badEnum(input.include, ["TAGS"]);
    if (bad) return bad;
    if (input.services === undefined || input.services.length === 0) return refuse("G3", { what: "Services" });
    if (input.services.length > 10) return refuse("G4s");
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const services: Expected[] = [];
    const failures: Expected[] = [];
    for (const value of input.services) {
      const name = serviceName(value, cluster.name, context);
      if (typeof name !== "string") return name;
      const service = get(cluster.services, name);
      if (service === undefined)
        failures.push({
          arn: missingArn("service", cluster.name, name),
          reason: "MISSING",
        });
      else services.push(viewService(state, service, context, input.include?.includes("TAGS") ? "shown" : "hidden"));
    }
    return accept({ services: unordered(services, "serviceArn"), failures: unordered(failures, "arn") }, "SV33");
  },
});
