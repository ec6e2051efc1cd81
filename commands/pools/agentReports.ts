import { runningIndex } from "../../model/resources/task.ts";
import type { Random } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { absentCluster } from "./names.ts";
import { taskForm, tasksIn } from "./services.ts";

/** A task on an instance, as its agent reports it; mostly as running, which changes nothing. */
export function reportOnTask(random: Random, run: SymbolicRun): PlanInput | undefined {
  const known = tasksIn(
    run,
    ({ placedOn, seen, stopping }) => placedOn !== undefined && seen === runningIndex && !stopping,
  );
  if (known.length === 0) return undefined;
  const task = random.pick(known);
  const form = taskForm(random, run, task);
  if (form === undefined) return undefined;
  return { cluster: task.cluster.name, task: form, status: random.chance(0.85) ? "RUNNING" : "STOPPED" };
}

/** The same from a cluster that does not exist. */
export const reportForMissingCluster = (random: Random, run: SymbolicRun): PlanInput => ({
  cluster: absentCluster(random, run),
  task: "0123456789abcdef0123456789abcdef",
  status: "RUNNING",
});
