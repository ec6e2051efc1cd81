import { command } from "./language/command.ts";
import { absentArn, deploymentForm, deploymentsIn, isBarren } from "./pools/serviceDeployments.ts";

export const DescribeServiceDeployments = command({
  operation: "DescribeServiceDeployments",
  group: "deployments",
  weight: 1.4,
  keeps: ["serviceDeploymentArns"],
  accepted(random, run) {
    if (isBarren(random, run)) return undefined;
    const known = random.some(deploymentsIn(run), 0, 3).flatMap((past) => deploymentForm(run, past) ?? []);
    const lost = known.length === 0 || random.chance(0.2) ? [absentArn(random, run, "service-deployment")] : [];
    return { serviceDeploymentArns: [...known, ...lost] };
  },
  refused: (random, run) => (isBarren(random, run) ? undefined : { serviceDeploymentArns: [] }),
});
