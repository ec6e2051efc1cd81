import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { lostTasks, protectedTask, someTasks } from "./pools/protection.ts";

export const UpdateTaskProtection = command({
  operation: "UpdateTaskProtection",
  group: "protection",
  weight: 6,
  accepted(draw, scene) {
    const again = draw.chance(0.65) ? protectedTask(draw, scene) : undefined;
    const tasks = again ?? someTasks(draw, scene);
    if (tasks === undefined) return undefined;
    const protectionEnabled = draw.chance(again === undefined ? 0.85 : 0.5);
    return given({
      ...tasks,
      protectionEnabled,
      expiresInMinutes: protectionEnabled
        ? draw.maybe(0.75, () => draw.pick([2880, 2880, 2880, 2880, 2000, 1, 60]))
        : undefined,
    });
  },
  refused(draw, scene) {
    const tasks = someTasks(draw, scene);
    const lost = lostTasks(draw, scene);
    if (tasks === undefined || draw.chance(0.5)) return lost && { ...lost, protectionEnabled: true };
    return draw.pick([
      { ...tasks, protectionEnabled: true, expiresInMinutes: draw.pick([0, -1, 2881]) },
      { ...tasks, tasks: [], protectionEnabled: true },
    ]);
  },
});
