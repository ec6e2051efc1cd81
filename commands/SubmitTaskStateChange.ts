import { newsFromNowhere, newsOfTask } from "./agentNews.ts";
import { command } from "./command.ts";

export const SubmitTaskStateChange = command({
  operation: "SubmitTaskStateChange",
  group: "instances",
  weight: 0.9,
  accepted: newsOfTask,
  refused: newsFromNowhere,
});
