import type { Task } from "../../model/language/state.ts";
import type { Random } from "../language/random.ts";
import type { PlanInput, PlanValue } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { absentCluster, activeClusters, clusterId } from "./names.ts";
import { taskForm, taskFromElsewhere, taskOfAnotherCluster, tasksIn } from "./services.ts";

const unknownId = "00112233445566778899aabbccddeeff";

/** A task whose protection was requested before. */
export function protectedTask(random: Random, run: SymbolicRun): PlanInput | undefined {
  const known = tasksIn(
    run,
    ({ protection, stopping }) => !stopping && (protection ?? { word: "none" }).word !== "none",
  );
  if (known.length === 0) return undefined;
  const task = random.pick(known);
  const form = taskForm(random, run, task);
  return form === undefined ? undefined : { cluster: clusterId(random, run, task.cluster.name), tasks: [form] };
}

/** Tasks of one cluster, mostly of services; sometimes one that does not exist. */
export function someTasks(random: Random, run: SymbolicRun): PlanInput | undefined {
  const live = activeClusters(run);
  if (live.length === 0) return undefined;
  const inCluster = (name: string) => tasksIn(run, ({ cluster, stopping }) => cluster === name && !stopping);
  const isServing = (task: Task) => task.service !== undefined && isNamed(run, task);
  const serving = live.filter(({ name }) => inCluster(name).some(({ it }) => isServing(it)));
  if (serving.length === 0 && random.chance(0.96)) return undefined;
  const cluster = random.pick(serving.length > 0 && random.chance(0.8) ? serving : live);
  const known = inCluster(cluster.name).filter(({ it }) => isNamed(run, it));
  const serviced = known.filter(({ it }) => it.service !== undefined);
  const chosen = random.some(serviced.length > 0 && random.chance(0.8) ? serviced : known, 1, 2);
  const tasks: PlanValue[] = chosen.map((task) => taskForm(random, run, task) ?? unknownId);
  if (tasks.length === 0 || random.chance(0.15)) tasks.push(taskFromElsewhere(random, run, cluster) ?? unknownId);
  return { cluster: clusterId(random, run, cluster.name), tasks };
}

const isNamed = (run: SymbolicRun, { cluster, id }: Task): boolean =>
  run.arnOf("task", `${cluster}/${id}`) !== undefined;

/** Tasks of a cluster that does not exist, or of another one. */
export function absentTasks(random: Random, run: SymbolicRun): PlanInput | undefined {
  if (tasksIn(run).length === 0 ? random.chance(0.96) : random.chance(0.5)) return undefined;
  const foreign = taskOfAnotherCluster(random, run);
  if (foreign !== undefined && random.chance(0.4)) return { cluster: foreign.cluster, tasks: [foreign.task] };
  return { cluster: absentCluster(random, run), tasks: [unknownId] };
}
