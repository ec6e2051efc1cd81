import { command } from "./language/command.ts";
import { newsFromNowhere, newsOfTask } from "./pools/agentReports.ts";

export const SubmitTaskStateChange = command({
  operation: "SubmitTaskStateChange",
  group: "instances",
  weight: 0.9,
  accepted: newsOfTask,
  refused: newsFromNowhere,
});
