import { command } from "./language/command.ts";
import { absentTasks, someTasks } from "./pools/protection.ts";

export const GetTaskProtection = command({
  operation: "GetTaskProtection",
  group: "protection",
  weight: 3,
  accepted: (random, run) => someTasks(random, run),
  refused: (random, run) => absentTasks(random, run),
});
