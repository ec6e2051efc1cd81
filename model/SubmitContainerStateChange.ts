import { acceptAgentReport } from "./clusters/agentReport.ts";
import { operation } from "./language/card.ts";

/** An agent's report on a container of its task (row CI1s). */
export const SubmitContainerStateChange = operation("SubmitContainerStateChange", {
  names: { cluster: "cluster or default", task: "task" },
  row: "CI1s",
  accepts: ["CI1s"],
  refuses: ["G5", "G6", "G7", "G8", "A9c", "A9i", "CL13", "CL19", "CI1r"],
  step: acceptAgentReport,
});
