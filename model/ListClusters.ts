import { arn } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { unordered } from "./language/expectation.ts";
import { badPage } from "./language/page.ts";
import { values } from "./language/persistentMap.ts";
import { accept } from "./language/step.ts";

/** The ARNs of all ACTIVE clusters (row CL10); the list may contain those of others who use the account. */
export const ListClusters = operation("ListClusters", {
  reads: true,
  names: {},
  paged: true,
  accountWide: () => true,
  row: "CL10",
  accepts: ["CL10"],
  refuses: ["LI1", "LI2"],
  step(state, input, context) {
    const bad = badPage(input);
    if (bad) return bad;
    const known = [...values(state.clusters)];
    const mine = known.filter(({ status, attaching }) => status === "ACTIVE" && !attaching);
    // Whether a cluster is listed before it is ACTIVE and until it is INACTIVE is unspecified (rows CL6, CL11).
    const open = known.filter(({ attaching }) => attaching);
    return accept(
      {
        clusterArns: unordered(
          mine.map((cluster) => arn("cluster", cluster.name)),
          undefined,
          {
            optional: open.map((cluster) => arn("cluster", cluster.name)),
            matching: arn("cluster", "«foreign:name»"),
            except: [context.namespace],
          },
        ),
      },
      "CL10",
    );
  },
});
