import { inClusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { arn } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { at, type Expected, type Others, unordered } from "./language/expectation.ts";
import type { Input } from "./language/operation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { get, values } from "./language/persistentMap.ts";
import type { Cluster, Service, Task } from "./language/state.ts";
import { accept, type Context, isRefusal, refuse } from "./language/step.ts";
import { containerInstanceId } from "./resources/containerInstance.ts";
import { isKept, isSteady, taskArn } from "./resources/task.ts";
import { findService, mustConverge } from "./services/service.ts";

/**
 * The ARNs of tasks whose *desired* status is RUNNING (or STOPPED), filtered (row TK13). The model does not predict
 * which tasks a service's scheduler has started: any may be listed, within the service's bounds.
 */
export const ListTasks = operation("ListTasks", {
  reads: true,
  names: {
    cluster: "cluster or default",
    containerInstance: "containerInstance",
    serviceName: "service",
    family: "family",
  },
  paged: true,
  wholeCluster: true,
  row: "TK13",
  accepts: ["TK13"],
  refuses: ["G1", ...inClusterRefusals, "LI1", "LI2", "SV20", "CI8"],
  step(state, input, context) {
    const bad = badPage(input) ?? badEnum([input.desiredStatus], ["RUNNING", "PENDING", "STOPPED"]);
    if (bad) return bad;
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const host =
      input.containerInstance === undefined
        ? undefined
        : containerInstanceId(input.containerInstance, cluster.name, context);
    if (typeof host === "object") return host;
    // The effect of a filter by an instance that does not exist is unspecified.
    if (host !== undefined && get(cluster.containerInstances, host)?.status !== "ACTIVE" && context.may("CI8"))
      return refuse("CI8");
    const service = input.serviceName === undefined ? undefined : findService(cluster, input.serviceName, context);
    if (service !== undefined && isRefusal(service)) return service;
    const wanted = input.desiredStatus ?? "RUNNING";
    if (wanted === "PENDING") return accept({ taskArns: [] }, "TK13");

    const sure: Expected[] = [];
    const possible: Expected[] = [];
    const wrong: string[] = [];
    for (const task of values(cluster.tasks)) {
      const match =
        host === undefined ? matches(task, input, service) : both(matches(task, input, service), isOn(task, host));
      const desired = desiredOf(cluster, task);
      if (match === "no" || (desired !== undefined && desired !== wanted)) wrong.push(task.id);
      else if (match === "yes" && desired === wanted && task.service === undefined) sure.push(taskArn(task));
      else possible.push(taskArn(task));
    }
    const total = wanted === "RUNNING" && service !== undefined ? totalOf(service, state, context) : undefined;
    const others: Others = {
      optional: possible,
      ...(mayHoldOthers(cluster, input)
        ? { matching: arn("task", `${cluster.name}/«task:other»`), except: wrong }
        : {}),
      ...(total === undefined ? {} : { total }),
    };
    const list = unordered(sure, undefined, others);
    return accept({ taskArns: context.rest ? at("converges", list) : list }, "TK13");
  },
});

/** The task's desired status, when it is certain; undefined while the task may end by itself. */
function desiredOf(cluster: Cluster, task: Task): "RUNNING" | "STOPPED" | undefined {
  if (task.untracked) return undefined;
  if (task.stopping) return "STOPPED";
  return isSteady(task) || isKept(cluster, task) ? "RUNNING" : undefined;
}

type Match = "yes" | "no" | "perhaps";

const both = (one: Match, other: Match): Match =>
  one === "no" || other === "no" ? "no" : one === "perhaps" ? "perhaps" : other;

/** Unknown for a task that was never described, and for a scheduler's task. */
const isOn = (task: Task, host: string): Match =>
  task.placedOn === undefined
    ? task.service === undefined
      ? "no"
      : "perhaps"
    : !task.placedOn.includes(host)
      ? "no"
      : task.placedOn.length === 1
        ? "yes"
        : "perhaps";

function matches(task: Task, input: Input<"ListTasks">, service: Service | undefined): Match {
  if (task.service !== undefined) {
    if (service !== undefined) return task.service === "?" ? "perhaps" : task.service === service.name ? "yes" : "no";
    return input.family === undefined && input.startedBy === undefined && input.launchType === undefined
      ? "yes"
      : "perhaps";
  }
  if (service !== undefined) return "no";
  if (input.family !== undefined && task.taskDefinition.split(":")[0] !== input.family) return "no";
  if (input.startedBy !== undefined && task.startedBy !== input.startedBy) return "no";
  if (input.launchType === undefined) return "yes";
  return task.launchType === undefined ? "perhaps" : task.launchType === input.launchType ? "yes" : "no";
}

/** Tasks that a scheduler started and whose ids no reply has shown yet. */
function mayHoldOthers(cluster: Cluster, input: Input<"ListTasks">): boolean {
  const services = [...values(cluster.services)];
  return services.some(
    (service) =>
      (service.knowledge.everWanted || service.knowledge.reusesName) &&
      (input.serviceName === undefined || input.serviceName.endsWith(service.name)) &&
      (input.family === undefined ||
        [...service.deployments, ...service.taskSets].some((each) =>
          each.taskDefinition.startsWith(`${input.family}:`),
        )),
  );
}

/**
 * Never more than the rollout permits; at rest exactly the desired count (rows DP3, DP5, DP11). An earlier service may
 * have left tasks that the model does not know.
 */
function totalOf(service: Service, state: Parameters<typeof mustConverge>[0], context: Context): Others["total"] {
  if (service.knowledge.mayHaveUnknownTasks) return undefined;
  if (context.rest && mustConverge(state, service, context))
    return { least: service.desiredCount, most: service.desiredCount, clock: "converges" };
  return undefined;
}
