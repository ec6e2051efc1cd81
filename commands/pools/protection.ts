import type { Task } from "../../model/language/state.ts";
import type { Draw } from "../language/random.ts";
import type { PlanInput, PlanValue } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { activeClusters, clusterId, lostCluster } from "./names.ts";
import { foreignTask, taskForm, tasksIn } from "./services.ts";

const unknownId = "00112233445566778899aabbccddeeff";

/** A task whose protection was asked for before. */
export function protectedTask(draw: Draw, scene: Scene): PlanInput | undefined {
  const known = tasksIn(
    scene,
    ({ protection, stopping }) => !stopping && (protection ?? { word: "none" }).word !== "none",
  );
  if (known.length === 0) return undefined;
  const task = draw.pick(known);
  const form = taskForm(draw, scene, task);
  return form === undefined ? undefined : { cluster: clusterId(draw, scene, task.cluster.name), tasks: [form] };
}

/** Tasks of one cluster, those of services first of all; now and then one that nobody started. */
export function someTasks(draw: Draw, scene: Scene): PlanInput | undefined {
  const live = activeClusters(scene);
  if (live.length === 0) return undefined;
  const inCluster = (name: string) => tasksIn(scene, ({ cluster, stopping }) => cluster === name && !stopping);
  const isServing = (task: Task) => task.service !== undefined && isNamed(scene, task);
  const serving = live.filter(({ name }) => inCluster(name).some(({ it }) => isServing(it)));
  if (serving.length === 0 && draw.chance(0.96)) return undefined;
  const cluster = draw.pick(serving.length > 0 && draw.chance(0.8) ? serving : live);
  const known = inCluster(cluster.name).filter(({ it }) => isNamed(scene, it));
  const serviced = known.filter(({ it }) => it.service !== undefined);
  const chosen = draw.some(serviced.length > 0 && draw.chance(0.8) ? serviced : known, 1, 2);
  const tasks: PlanValue[] = chosen.map((task) => taskForm(draw, scene, task) ?? unknownId);
  if (tasks.length === 0 || draw.chance(0.15)) tasks.push(unknownId);
  return { cluster: clusterId(draw, scene, cluster.name), tasks };
}

const isNamed = (scene: Scene, { cluster, id }: Task): boolean => scene.arnOf("task", `${cluster}/${id}`) !== undefined;

/** Tasks of a cluster that is not there, or of another one. */
export function lostTasks(draw: Draw, scene: Scene): PlanInput | undefined {
  if (tasksIn(scene).length === 0 ? draw.chance(0.96) : draw.chance(0.5)) return undefined;
  const foreign = foreignTask(draw, scene);
  if (foreign !== undefined && draw.chance(0.4)) return { cluster: foreign.cluster, tasks: [foreign.task] };
  return { cluster: lostCluster(draw, scene), tasks: [unknownId] };
}
