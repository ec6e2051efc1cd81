import { clusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { any } from "./language/expectation.ts";
import { badPage } from "./language/page.ts";
import { defaultCluster } from "./language/resource.ts";
import { accept, isRefusal } from "./language/step.ts";

/** The daemons of a cluster (row DA1). No operation of the model creates one: only other clients' may be in `default`. */
export const ListDaemons = operation("ListDaemons", {
  reads: true,
  names: { clusterArn: "cluster or default" },
  paged: true,
  row: "DA1",
  accepts: ["DA1"],
  refuses: [...clusterRefusals, "LI1", "LI2"],
  step(state, input, context) {
    const bad = badPage(input);
    if (bad) return bad;
    const cluster = readableCluster(state, input.clusterArn, context);
    if (isRefusal(cluster)) return cluster;
    return accept({ daemonSummariesList: cluster.name === defaultCluster ? any : [] }, "DA1");
  },
});
