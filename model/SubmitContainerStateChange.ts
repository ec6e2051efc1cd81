import { acceptAgentReport } from "./clusters/agentReport.ts";
import { inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";

/** An agent's report on a container of its task (row CI1s). */
export const SubmitContainerStateChange = operation("SubmitContainerStateChange", {
  names: { cluster: "cluster or default", task: "task" },
  row: "CI1s",
  accepts: ["CI1s"],
  refuses: [...inClusterRefusals, "CI1r"],
  step: acceptAgentReport,
});
