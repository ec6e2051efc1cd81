import type { Step } from "./language/step.ts";
import { describeHistory } from "./services/describeHistory.ts";
import { viewRevision } from "./services/serviceDeployment.ts";

/** Up to 20 revisions of services; unknown ones are failures (row SD4). */
export const DescribeServiceRevisions: Step<"DescribeServiceRevisions"> = (state, input, context) =>
  describeHistory(state, input.serviceRevisionArns, context, {
    type: "service-revision",
    list: "serviceRevisions",
    key: "serviceRevisionArn",
    view: viewRevision,
  });
