import { command } from "./language/command.ts";
import { reportForMissingCluster, reportOnTask } from "./pools/agentReports.ts";

export const SubmitContainerStateChange = command({
  operation: "SubmitContainerStateChange",
  group: "instances",
  weight: 0.9,
  accepted(random, run) {
    const news = reportOnTask(random, run);
    return (
      news && {
        ...news,
        containerName: random.pick(["app", "web"]),
        ...(news.status === "STOPPED" ? { exitCode: 0 } : {}),
      }
    );
  },
  refused: (random, run) => ({ ...reportForMissingCluster(random, run), containerName: "app", exitCode: 0 }),
});
