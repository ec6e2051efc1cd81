import { operation } from "./language/card.ts";
import { describeHistory } from "./services/describeHistory.ts";
import { viewRevision } from "./services/serviceDeployment.ts";

/** Up to 20 revisions of services; unknown ones are failures (row SD4). */
export const DescribeServiceRevisions = operation("DescribeServiceRevisions", {
  reads: true,
  names: { serviceRevisionArns: "arn" },
  row: "SD4",
  accepts: ["SD4"],
  refuses: ["RQ1", "G4", "SD4e", "SD4i"],
  step: (state, input, context) =>
    describeHistory(state, input.serviceRevisionArns, context, {
      type: "service-revision",
      list: "serviceRevisions",
      key: "serviceRevisionArn",
      view: viewRevision,
    }),
});
