import { refusedElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { any } from "./language/expectation.ts";
import { badEnum } from "./language/page.ts";
import { accept, refuse } from "./language/step.ts";
import { deploymentArn, findInHistory, hasEnded, stopRollout } from "./services/serviceDeployment.ts";

/**
 * Stops a service deployment and rolls it back (row SD5). Only the target knows whether it is still in progress: it
 * certainly cannot be stopped only if it was observed to have ended.
 */
export const StopServiceDeployment = operation("StopServiceDeployment", {
  names: { serviceDeploymentArn: "arn" },
  row: "SD5s",
  accepts: ["SD5s"],
  refuses: ["RQ1", "G1", "A9i", "SD5", "SD5a", "SD5i", "SD5n"],
  step(state, input, context) {
    if (input.serviceDeploymentArn === undefined) return refuse("RQ1");
    const bad = badEnum([input.stopType], ["ABORT", "ROLLBACK"]);
    if (bad) return bad;
    const elsewhere = refusedElsewhere(input.serviceDeploymentArn, context);
    if (elsewhere) return elsewhere;
    const found = findInHistory(state, input.serviceDeploymentArn, "service-deployment");
    if (found.kind === "refused") return refuse("SD5i");
    if (found.kind === "missing") return refuse("SD5n");
    if (found.kind === "found" && hasEnded(found.deployment)) return refuse("SD5");
    if (context.may("SD5")) return refuse("SD5");
    if (input.stopType === "ABORT" && context.may("SD5a")) return refuse("SD5a");
    if (found.kind === "open" && context.may("SD5n")) return refuse("SD5n");
    stopRollout(found.service);
    if (found.kind === "found") found.deployment.stopped = true;
    const serviceDeploymentArn = found.kind === "found" ? deploymentArn(found.service, found.deployment) : any;
    return accept({ serviceDeploymentArn }, "SD5s");
  },
});
