import { command } from "./language/command.ts";
import { deploymentForm, deploymentsIn, isBarren, lostArn } from "./pools/serviceDeployments.ts";

/** No service here has hooks at which its deployments wait: there is nothing to continue (row SD6). */
export const ContinueServiceDeployment = command({
  operation: "ContinueServiceDeployment",
  group: "deployments",
  weight: 2.5,
  accepted: () => undefined,
  refused(draw, scene) {
    if (isBarren(draw, scene)) return undefined;
    const [past] = deploymentsIn(scene);
    const known = past && deploymentForm(scene, past);
    const lost = lostArn(draw, scene, "service-deployment");
    if (known === undefined || draw.chance(0.25)) return { serviceDeploymentArn: lost, hookId: "hook-1" };
    return draw.pick([
      { serviceDeploymentArn: known, hookId: "hook-1" },
      { serviceDeploymentArn: known, hookId: "hook-1", action: "ROLLBACK" },
      { serviceDeploymentArn: known, hookId: "hook-1", action: "PAUSE" },
    ]);
  },
});
