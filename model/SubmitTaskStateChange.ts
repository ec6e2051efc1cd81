import { acceptAgentReport } from "./clusters/agentReport.ts";
import { inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";

/** An agent's report on its task (row CI1s). */
export const SubmitTaskStateChange = operation("SubmitTaskStateChange", {
  names: { cluster: "cluster or default", task: "task" },
  row: "CI1s",
  accepts: ["CI1s"],
  refuses: [...inClusterRefusals, "CI1r"],
  step: acceptAgentReport,
});
