import type { Service } from "../model/language/state.ts";
import { isPlaceless } from "../model/placement/placement.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { deploymentForm, deploymentsIn, isBarren, lostArn, wrongArn } from "./pools/serviceDeployments.ts";

/** Its tasks have no place or end by themselves: its deployment goes on, while others are soon through. */
const isUnfinished = ({ desiredCount, launchType, capacityProviderStrategy, unsteady }: Service): boolean =>
  desiredCount > 0 && (unsteady || isPlaceless(launchType, capacityProviderStrategy));

export const StopServiceDeployment = command({
  operation: "StopServiceDeployment",
  group: "deployments",
  weight: 4,
  accepted(draw, scene) {
    const known = deploymentsIn(scene);
    if (known.length === 0) return undefined;
    const newest = known.filter(({ home, deployment }) => home.it.history.at(-1)?.id === deployment.id);
    const unfinished = newest.filter(({ home }) => isUnfinished(home.it));
    const pool = unfinished.length > 0 && draw.chance(0.8) ? unfinished : newest;
    const past = draw.pick(pool.length > 0 && draw.chance(0.8) ? pool : known);
    return given({
      serviceDeploymentArn: deploymentForm(scene, past),
      stopType: draw.maybe(0.6, () => draw.pick(["ROLLBACK", "ROLLBACK", "ABORT"])),
    });
  },
  refused(draw, scene) {
    if (isBarren(draw, scene)) return undefined;
    const known = deploymentsIn(scene);
    const [past] = known;
    const form = past && deploymentForm(scene, past);
    if (form !== undefined && draw.chance(0.2)) return { serviceDeploymentArn: form, stopType: "GENTLY" };
    return { serviceDeploymentArn: draw.chance(0.15) ? wrongArn(draw) : lostArn(draw, scene, "service-deployment") };
  },
});
