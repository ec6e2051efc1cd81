import { acceptAgentReport } from "./clusters/agentReport.ts";
import { inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { refuse } from "./language/step.ts";

/** An agent's report on its tasks' attachments (row CI1s); the effect on a task is unspecified. */
export const SubmitAttachmentStateChanges = operation("SubmitAttachmentStateChanges", {
  names: { cluster: "cluster or default" },
  row: "CI1s",
  accepts: ["CI1s"],
  refuses: ["RQ1", ...inClusterRefusals, "CI1r"],
  step: (state, input, context) =>
    input.attachments === undefined ? refuse("RQ1") : acceptAgentReport(state, { cluster: input.cluster }, context),
});
