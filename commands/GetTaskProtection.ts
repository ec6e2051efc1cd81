import { command } from "./language/command.ts";
import { lostTasks, someTasks } from "./pools/protection.ts";

export const GetTaskProtection = command({
  operation: "GetTaskProtection",
  group: "protection",
  weight: 3,
  accepted: (draw, scene) => someTasks(draw, scene),
  refused: (draw, scene) => lostTasks(draw, scene),
});
