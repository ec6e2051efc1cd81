import { describeHistory } from "./describeHistory.ts";
import { viewRevision } from "./serviceDeployment.ts";
import type { Step } from "./step.ts";

/** Up to 20 revisions of services; unknown ones are failures (row SD4). */
export const DescribeServiceRevisions: Step<"DescribeServiceRevisions"> = (state, input, context) =>
  describeHistory(state, input.serviceRevisionArns, context, {
    type: "service-revision",
    list: "serviceRevisions",
    key: "serviceRevisionArn",
    view: viewRevision,
  });
