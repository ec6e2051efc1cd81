import { runningIndex } from "../../model/resources/task.ts";
import type { Draw } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { lostCluster } from "./names.ts";
import { taskForm, tasksIn } from "./services.ts";

/** A task on an instance, as its agent speaks of it; mostly that it runs, which changes nothing. */
export function newsOfTask(draw: Draw, scene: Scene): PlanInput | undefined {
  const known = tasksIn(
    scene,
    ({ placedOn, seen, stopping }) => placedOn !== undefined && seen === runningIndex && !stopping,
  );
  if (known.length === 0) return undefined;
  const task = draw.pick(known);
  const form = taskForm(draw, scene, task);
  if (form === undefined) return undefined;
  return { cluster: task.cluster.name, task: form, status: draw.chance(0.85) ? "RUNNING" : "STOPPED" };
}

/** The same from a cluster that is not there. */
export const newsFromNowhere = (draw: Draw, scene: Scene): PlanInput => ({
  cluster: lostCluster(draw, scene),
  task: "0123456789abcdef0123456789abcdef",
  status: "RUNNING",
});
