import { command } from "./language/command.ts";
import { newsFromNowhere, newsOfTask } from "./pools/agentReports.ts";

export const SubmitContainerStateChange = command({
  operation: "SubmitContainerStateChange",
  group: "instances",
  weight: 0.9,
  accepted(draw, scene) {
    const news = newsOfTask(draw, scene);
    return (
      news && {
        ...news,
        containerName: draw.pick(["app", "web"]),
        ...(news.status === "STOPPED" ? { exitCode: 0 } : {}),
      }
    );
  },
  refused: (draw, scene) => ({ ...newsFromNowhere(draw, scene), containerName: "app" }),
});
