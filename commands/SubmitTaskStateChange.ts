import { command } from "./language/command.ts";
import { reportForMissingCluster, reportOnTask } from "./pools/agentReports.ts";

export const SubmitTaskStateChange = command({
  operation: "SubmitTaskStateChange",
  group: "instances",
  weight: 0.9,
  accepted: reportOnTask,
  refused: reportForMissingCluster,
});
