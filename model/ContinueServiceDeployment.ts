import { refusedElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { badEnum } from "./language/page.ts";
import { refuse } from "./language/step.ts";
import { findInHistory } from "./services/serviceDeployment.ts";

/** Continues a deployment that waits at a hook (row SD6): none does, because no service here has hooks. */
export const ContinueServiceDeployment = operation("ContinueServiceDeployment", {
  names: { serviceDeploymentArn: "arn" },
  accepts: [],
  refuses: ["RQ1", "G1", "A9i", "SD5i", "SD5n", "SD6"],
  step(state, input, context) {
    if (input.serviceDeploymentArn === undefined || input.hookId === undefined) return refuse("RQ1");
    const bad = badEnum([input.action], ["CONTINUE", "ROLLBACK"]);
    if (bad) return bad;
    const elsewhere = refusedElsewhere(input.serviceDeploymentArn, context);
    if (elsewhere) return elsewhere;
    const found = findInHistory(state, input.serviceDeploymentArn, "service-deployment");
    if (found.kind === "refused") return refuse("SD5i");
    return refuse(found.kind === "missing" ? "SD5n" : "SD6");
  },
});
