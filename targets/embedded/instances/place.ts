import type { NetworkBinding, PlacementConstraint, PlacementStrategy } from "@aws-sdk/client-ecs";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { TaskOverrides } from "../state/task.ts";
import type { Revision } from "../state/taskDefinition.ts";
import type { Wire } from "../wire.ts";
import { type ContainerInstance, runningTasks } from "./containerInstance.ts";
import { parseExpression } from "./queryLanguage.ts";
import { needsOf, type Reservation, sharesHostPorts, showCapacity, sumOf } from "./resources.ts";

/** A task to place. */
export interface Placing {
  readonly cluster: Cluster;
  readonly revision: Revision;
  readonly overrides: TaskOverrides;
  readonly group: string;
  readonly constraints: readonly Wire<PlacementConstraint>[];
  readonly strategy: readonly Wire<PlacementStrategy>[];
}

/** The instance of a task and the resources that the task reserves there. */
export interface Place {
  readonly instance: ContainerInstance;
  readonly reservation: Reservation;
}

/** Why an instance does not take a task (TK7). */
export interface PlacementFailure {
  readonly arn: string;
  readonly reason: string;
}

/** The reasons in the order in which they are checked: an instance with a later reason is closer. */
const reasons = ["AGENT", "ATTRIBUTE", "RESOURCE:CPU", "RESOURCE:MEMORY", "RESOURCE:PORTS", "RESOURCE:GPU"];
const firstDynamicPort = 32_768;
const lastDynamicPort = 60_999;
const capability = "com.amazonaws.ecs.capability.";

/** The instances that new tasks may go to (CI3). */
export function openInstances(sim: Simulation, cluster: Cluster): ContainerInstance[] {
  const drainingToo = sim.bugged("draining-instance-takes-new-tasks");
  return [...cluster.fleet.registered].filter(
    ({ status }) => status === "ACTIVE" || (status === "DRAINING" && drainingToo),
  );
}

/** The best instance that fits, or why each instance does not. */
export function placeTask(
  sim: Simulation,
  candidates: readonly ContainerInstance[],
  placing: Placing,
): Place | PlacementFailure[] {
  const failures: PlacementFailure[] = [];
  const fitting: ContainerInstance[] = [];
  for (const instance of candidates) {
    const unmet = sim.bugged("placement-constraints-ignored") ? undefined : unmetConstraint(instance, placing);
    const reason = unmet ?? unfit(sim, instance, placing);
    if (reason === undefined) fitting.push(instance);
    else failures.push({ arn: instance.arn, reason });
  }
  const instance = best(sim, fitting, placing);
  return instance ? { instance, reservation: reserve(sim, instance, placing) } : failures;
}

/** Why an instance cannot run a task, regardless of placement constraints; undefined if it can. */
export function unfit(
  sim: Simulation,
  instance: ContainerInstance,
  placing: Pick<Placing, "revision" | "overrides">,
): string | undefined {
  if (!instance.agentConnected) return "AGENT";
  if (lacksCapability(instance, placing.revision)) return "ATTRIBUTE";
  const needs = needsOf(placing.revision, placing.overrides);
  const held = Array.from(instance.tasks, (task) => task.reservation);
  const { capacity } = instance;
  if (sumOf(held, "cpu") + needs.cpu > capacity.cpu) return "RESOURCE:CPU";
  if (sumOf(held, "memory") + needs.memory > capacity.memory) return "RESOURCE:MEMORY";
  const taken = new Set([...capacity.reservedPorts, ...held.flatMap((reservation) => reservation?.ports ?? [])]);
  if (needs.ports.some((port) => taken.has(port)) && !sim.bugged("host-port-given-out-twice")) return "RESOURCE:PORTS";
  if (sumOf(held, "gpus") + needs.gpus > capacity.gpus.length) return "RESOURCE:GPU";
  return undefined;
}

/** An agent that registers capabilities must have the required ones; an agent without any is assumed to have all. */
function lacksCapability({ attributes }: ContainerInstance, revision: Revision): boolean {
  if (![...attributes.keys()].some((name) => name.startsWith(capability))) return false;
  return revision.content.containerDefinitions.some(({ logConfiguration, privileged }) => {
    const driver = logConfiguration?.logDriver;
    return (
      (driver !== undefined && !attributes.has(`${capability}logging-driver.${driver}`)) ||
      (privileged === true && !attributes.has(`${capability}privileged-container`))
    );
  });
}

/** The first constraint that an instance does not meet, in the words of failures. */
export function unmetConstraint(
  instance: ContainerInstance,
  { revision, group, constraints }: Pick<Placing, "revision" | "group" | "constraints">,
): string | undefined {
  for (const { type, expression } of [...constraints, ...(revision.content.placementConstraints ?? [])]) {
    if (type === "distinctInstance") {
      if (runningTasks(instance).some((task) => task.group === group)) {
        return "DistinctInstance placement constraint unsatisfied.";
      }
    } else if (!(parseExpression(expression ?? "")?.(instance) ?? false)) {
      return "MemberOf placement constraint unsatisfied.";
    }
  }
  return undefined;
}

/** The best instance by the strategy, then the one with the fewest tasks, then the oldest (DP13). */
function best(
  sim: Simulation,
  fitting: readonly ContainerInstance[],
  { group, strategy }: Placing,
): ContainerInstance | undefined {
  const rules = strategy.map(({ type, field }) => rankOf(sim, fitting, group, type, field));
  const ranks = (instance: ContainerInstance) => [...rules.map((rank) => rank(instance)), instance.tasks.size];
  return [...fitting].sort((a, b) => {
    const [left, right] = [ranks(a), ranks(b)];
    const differing = left.findIndex((rank, index) => rank !== right[index]);
    return differing < 0 ? 0 : (left[differing] as number) - (right[differing] as number);
  })[0];
}

function rankOf(
  sim: Simulation,
  fitting: readonly ContainerInstance[],
  group: string,
  type: string | undefined,
  field = "",
): (instance: ContainerInstance) => number {
  if (type === "random") {
    const order = sim.anyOrder(fitting);
    return (instance) => order.indexOf(instance);
  }
  if (type === "binpack") {
    const name = field.toUpperCase();
    return ({ capacity, tasks }) => {
      const left = showCapacity(
        capacity,
        Array.from(tasks, (task) => task.reservation),
      );
      return left.find((resource) => resource.name === name)?.integerValue ?? 0;
    };
  }
  const place = ({ id, attributes }: ContainerInstance) =>
    field === "instanceId" || field === "host" ? id : attributes.get(field.replace(/^attribute:/, ""))?.value;
  return (instance) =>
    fitting
      .filter((other) => place(other) === place(instance))
      .reduce((sum, other) => sum + runningTasks(other).filter((task) => task.group === group).length, 0);
}

/** Reserves the resources of a task. */
export function reserve(
  sim: Simulation,
  instance: ContainerInstance,
  { revision, overrides }: Pick<Placing, "revision" | "overrides">,
): Reservation {
  const needs = needsOf(revision, overrides);
  const memory = sim.bugged("placed-task-takes-no-memory") ? 0 : needs.memory;
  const bindings = new Map<string, NetworkBinding[]>();
  if (sharesHostPorts(revision.content.networkMode)) {
    for (const { name = "", portMappings } of revision.content.containerDefinitions) {
      bindings.set(
        name,
        (portMappings ?? []).map(({ containerPort, hostPort, protocol }) => ({
          bindIP: "0.0.0.0",
          containerPort,
          hostPort: hostPort || dynamicPort(instance),
          protocol: protocol ?? "tcp",
        })),
      );
    }
  }
  return { ...needs, memory, bindings };
}

function dynamicPort(instance: ContainerInstance): number {
  const port = instance.nextDynamicPort;
  instance.nextDynamicPort = port === lastDynamicPort ? firstDynamicPort : port + 1;
  return port;
}

/** The failure of the instance that came closest. */
export function closest(failures: readonly PlacementFailure[]): PlacementFailure | undefined {
  return [...failures].sort((a, b) => reasons.indexOf(b.reason) - reasons.indexOf(a.reason))[0];
}
