import { command } from "./language/command.ts";
import { deploymentForm, deploymentsIn, isBarren, lostArn } from "./pools/serviceDeployments.ts";

export const DescribeServiceDeployments = command({
  operation: "DescribeServiceDeployments",
  group: "deployments",
  weight: 1.4,
  accepted(draw, scene) {
    if (isBarren(draw, scene)) return undefined;
    const known = draw.some(deploymentsIn(scene), 0, 3).flatMap((past) => deploymentForm(scene, past) ?? []);
    const lost = known.length === 0 || draw.chance(0.2) ? [lostArn(draw, scene, "service-deployment")] : [];
    return { serviceDeploymentArns: [...known, ...lost] };
  },
  refused: (draw, scene) => (isBarren(draw, scene) ? undefined : { serviceDeploymentArns: [] }),
});
