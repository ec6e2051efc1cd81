import { acceptAgentReport } from "./clusters/agentReport.ts";
import { operation } from "./language/card.ts";
import { refuse } from "./language/step.ts";

/** An agent says how its tasks' attachments go on (row CI1s); what follows for a task is not written down. */
export const SubmitAttachmentStateChanges = operation("SubmitAttachmentStateChanges", {
  names: { cluster: "cluster or default" },
  row: "CI1s",
  accepts: ["CI1s"],
  refuses: ["RQ1", "G5", "G6", "G7", "G8", "CL13", "CL19", "CI1r"],
  step: (state, input, context) =>
    input.attachments === undefined ? refuse("RQ1") : acceptAgentReport(state, { cluster: input.cluster }, context),
});
