import type { Step } from "./language/step.ts";
import { describeHistory } from "./services/describeHistory.ts";
import { viewServiceDeployment } from "./services/serviceDeployment.ts";

/** Up to 20 service deployments; unknown ones are failures (row SD4). */
export const DescribeServiceDeployments: Step<"DescribeServiceDeployments"> = (state, input, context) =>
  describeHistory(state, input.serviceDeploymentArns, context, {
    type: "service-deployment",
    list: "serviceDeployments",
    key: "serviceDeploymentArn",
    view: (service, deployment) => viewServiceDeployment(state, service, deployment, context, "full"),
  });
