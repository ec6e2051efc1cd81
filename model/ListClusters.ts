import { arn } from "./arn.ts";
import { bag } from "./expectation.ts";
import { badPage } from "./page.ts";
import { values } from "./shelf.ts";
import { accept, type Step } from "./step.ts";

/** The ARNs of all ACTIVE clusters (row CL10); those of others who use the account are let pass. */
export const ListClusters: Step<"ListClusters"> = (state, input, context) => {
  const bad = badPage(input);
  if (bad) return bad;
  const mine = [...values(state.clusters)].filter((cluster) => cluster.status === "ACTIVE");
  return accept(
    {
      clusterArns: bag(
        mine.map((cluster) => arn("cluster", cluster.name)),
        undefined,
        { matching: arn("cluster", "«foreign:name»"), except: [context.namespace] },
      ),
    },
    "CL10",
  );
};
