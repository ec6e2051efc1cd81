import { operation } from "./language/card.ts";
import { describeHistory } from "./services/describeHistory.ts";
import { viewServiceDeployment } from "./services/serviceDeployment.ts";

/** Up to 20 service deployments; unknown ones are failures (row SD4). */
export const DescribeServiceDeployments = operation("DescribeServiceDeployments", {
  reads: true,
  names: { serviceDeploymentArns: "arn" },
  row: "SD4",
  accepts: ["SD4"],
  refuses: ["RQ1", "G4", "SD4e", "SD4i"],
  step: (state, input, context) =>
    describeHistory(state, input.serviceDeploymentArns, context, {
      type: "service-deployment",
      list: "serviceDeployments",
      key: "serviceDeploymentArn",
      view: (service, deployment) => viewServiceDeployment(state, service, deployment, context, "full"),
    }),
});
