import { command } from "./command.ts";
import { given } from "./draw.ts";
import { deploymentForm, deploymentsIn, lostArn, wrongArn } from "./serviceDeployments.ts";

export const StopServiceDeployment = command({
  operation: "StopServiceDeployment",
  group: "services",
  weight: 0.7,
  accepted(draw, scene) {
    const known = deploymentsIn(scene);
    if (known.length === 0) return undefined;
    const newest = known.filter(({ home, deployment }) => home.it.history.at(-1)?.id === deployment.id);
    const past = draw.pick(newest.length > 0 && draw.chance(0.8) ? newest : known);
    return given({
      serviceDeploymentArn: deploymentForm(scene, past),
      stopType: draw.maybe(0.6, () => draw.pick(["ROLLBACK", "ROLLBACK", "ABORT"])),
    });
  },
  refused(draw, scene) {
    const known = deploymentsIn(scene);
    const [past] = known;
    const form = past && deploymentForm(scene, past);
    if (form !== undefined && draw.chance(0.2)) return { serviceDeploymentArn: form, stopType: "GENTLY" };
    return { serviceDeploymentArn: draw.chance(0.15) ? wrongArn(draw) : lostArn(draw, scene, "service-deployment") };
  },
});
