import type { Service } from "../model/language/state.ts";
import { usesNoFixedCapacity } from "../model/placement/placement.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentArn, deploymentForm, deploymentsIn, isBarren, wrongArn } from "./pools/serviceDeployments.ts";

/** Its tasks cannot be placed or end by themselves: its deployment stays in progress, while others soon finish. */
const isUnfinished = ({
  desiredCount,
  launchType,
  capacityProviderStrategy,
  knowledge: { tasksExit },
}: Service): boolean => desiredCount > 0 && (tasksExit || usesNoFixedCapacity(launchType, capacityProviderStrategy));

export const StopServiceDeployment = command({
  operation: "StopServiceDeployment",
  group: "deployments",
  weight: 4,
  keeps: ["serviceDeploymentArn"],
  accepted(random, run) {
    const known = deploymentsIn(run);
    if (known.length === 0) return undefined;
    const newest = known.filter(({ home, deployment }) => home.it.history.at(-1)?.id === deployment.id);
    const unfinished = newest.filter(({ home }) => isUnfinished(home.it));
    const pool = unfinished.length > 0 && random.chance(0.8) ? unfinished : newest;
    const past = random.pick(pool.length > 0 && random.chance(0.8) ? pool : known);
    return given({
      serviceDeploymentArn: deploymentForm(run, past),
      stopType: random.maybe(0.6, () => random.pick(["ROLLBACK", "ROLLBACK", "ABORT"])),
    });
  },
  refused(random, run) {
    if (isBarren(random, run)) return undefined;
    const known = deploymentsIn(run);
    const [past] = known;
    const form = past && deploymentForm(run, past);
    if (form !== undefined && random.chance(0.2)) return { serviceDeploymentArn: form, stopType: "GENTLY" };
    return {
      serviceDeploymentArn: random.chance(0.15) ? wrongArn(random) : absentArn(random, run, "service-deployment"),
    };
  },
});
