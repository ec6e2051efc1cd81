import { command } from "./command.ts";
import { lostTasks, someTasks } from "./protection.ts";

export const GetTaskProtection = command({
  operation: "GetTaskProtection",
  group: "tasks",
  weight: 1.5,
  accepted: (draw, scene) => someTasks(draw, scene),
  refused: (draw, scene) => lostTasks(draw, scene),
});
