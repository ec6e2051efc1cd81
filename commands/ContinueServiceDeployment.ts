import { command } from "./language/command.ts";
import { absentArn, deploymentForm, deploymentsIn, isBarren } from "./pools/serviceDeployments.ts";

/** No deployment waits at a hook here, so none can be continued (row SD6). */
export const ContinueServiceDeployment = command({
  operation: "ContinueServiceDeployment",
  group: "deployments",
  weight: 4,
  keeps: ["serviceDeploymentArn", "hookId"],
  accepted: () => undefined,
  refused(random, run) {
    if (isBarren(random, run)) return undefined;
    const [past] = deploymentsIn(run);
    const known = past && deploymentForm(run, past);
    const lost = absentArn(random, run, "service-deployment");
    if (known === undefined || random.chance(0.25)) return { serviceDeploymentArn: lost, hookId: "hook-1" };
    return random.pick([
      { serviceDeploymentArn: known, hookId: "hook-1" },
      { serviceDeploymentArn: known, hookId: "hook-1", action: "ROLLBACK" },
      { serviceDeploymentArn: known, hookId: "hook-1", action: "PAUSE" },
    ]);
  },
});
