import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentTasks, protectedTask, someTasks } from "./pools/protection.ts";

export const UpdateTaskProtection = command({
  operation: "UpdateTaskProtection",
  group: "protection",
  weight: 6,
  keeps: ["protectionEnabled"],
  // Then no rollout prevents it (row TK15).
  patience: () => 0.4,
  accepted(random, run) {
    const again = random.chance(0.65) ? protectedTask(random, run) : undefined;
    const tasks = again ?? someTasks(random, run);
    if (tasks === undefined) return undefined;
    const protectionEnabled = random.chance(again === undefined ? 0.85 : 0.5);
    return given({
      ...tasks,
      protectionEnabled,
      expiresInMinutes: protectionEnabled
        ? random.maybe(0.75, () => random.pick([2880, 2880, 2880, 2880, 2000, 1, 60]))
        : undefined,
    });
  },
  refused(random, run) {
    const tasks = someTasks(random, run);
    const lost = absentTasks(random, run);
    if (tasks === undefined || random.chance(0.5)) return lost && { ...lost, protectionEnabled: true };
    return random.pick([
      { ...tasks, protectionEnabled: true, expiresInMinutes: random.pick([0, -1, 2881]) },
      { ...tasks, tasks: [], protectionEnabled: true },
    ]);
  },
});
