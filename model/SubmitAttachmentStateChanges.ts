import { acceptAgentReport } from "./clusters/agentReport.ts";
import { refuse, type Step } from "./language/step.ts";

/** An agent says how its tasks' attachments go on (row CI1s); what follows for a task is not written down. */
export const SubmitAttachmentStateChanges: Step<"SubmitAttachmentStateChanges"> = (state, input, context) =>
  input.attachments === undefined ? refuse("RQ1") : acceptAgentReport(state, { cluster: input.cluster }, context);
