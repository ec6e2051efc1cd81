import {
  among,
  any,
  at,
  type Expected,
  either,
  filled,
  type Mark,
  type Members,
  maybe,
  time,
  unordered,
  view,
  within,
} from "../language/expectation.ts";
import type { Cluster, ContainerInstance, State } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { type Usage, usageOf } from "../placement/freeCapacity.ts";
import { containerInstanceArn } from "../resources/containerInstance.ts";
import { tagList } from "../resources/tag.ts";

/**
 * A container instance as replies show it. Nothing else is certain about an INACTIVE one; `tags` as in descriptions of
 * services (row T8).
 */
export function viewContainerInstance(
  state: State,
  cluster: Cluster,
  instance: ContainerInstance,
  context: Context,
  tags: "shown" | "hidden" | "open",
): Mark {
  const members: Record<string, Expected> = {
    containerInstanceArn: containerInstanceArn(instance),
    status: statusOf(instance, context),
  };
  if (instance.status !== "INACTIVE") {
    const usage = usageOf(state, cluster, instance);
    if (instance.ec2InstanceId !== undefined) members.ec2InstanceId = instance.ec2InstanceId;
    // An update changes the agent's version.
    if (instance.versionInfo !== undefined && !instance.updating)
      members.versionInfo = maybe(instance.versionInfo as Members);
    members.registeredAt = maybe(time(`«time:registered/${instance.id}/${instance.registrations}»`));
    members.version = maybe(within(0, 1e12));
    members.attributes = attributesOf(instance);
    members.tags = tags === "shown" ? tagList(instance.tags) : tags === "hidden" ? maybe([]) : any;
    Object.assign(members, resourcesOf(instance, usage, context), counts(usage, context));
    if (instance.updating) members.agentUpdateStatus = maybe(among(updates));
  }
  return view("containerInstance", `${cluster.name}/${instance.id}`, members as Members);
}

const updates = ["PENDING", "STAGING", "STAGED", "UPDATING", "UPDATED", "FAILED"];

/** Rows CI2, CI4: the status changes after a moment. */
function statusOf({ status }: ContainerInstance, context: Context): Expected {
  const before = status === "ACTIVE" ? "REGISTERING" : status === "INACTIVE" ? "DEREGISTERING" : undefined;
  if (before === undefined) return status;
  return context.rest ? at("converges", status) : among([before, status]);
}

/** The given attributes, and others that ECS adds. */
const attributesOf = ({ attributes }: ContainerInstance): Expected =>
  unordered(
    attributes.map(({ name, value }) => ({ name, value: value === undefined ? maybe("") : value })),
    "name",
    { optional: Array<Expected>(mostOwnAttributes).fill({ name: filled }) },
  );

const mostOwnAttributes = 64;

/** The registered and the remaining resources: exact at rest, when every task on the instance is known. */
function resourcesOf({ resources }: ContainerInstance, usage: Usage, context: Context): Record<string, Expected> {
  if (resources === undefined) return {};
  const { cpu, memory, ports, udpPorts } = resources;
  const left = (whole: number, what: "cpu" | "memory"): Expected => {
    const most = Math.max(0, whole - usage.sure.size[what]);
    const least = usage.open ? 0 : Math.max(0, whole - usage.possible.size[what]);
    // While tasks start and stop, the value is between the limits.
    return context.rest && context.tasks ? at("converges", within(least, most, "converges")) : within(0, whole);
  };
  const taken = (protocol: string): string[] =>
    [...usage.sure.ports].filter((port) => port.startsWith(`${protocol}/`)).map((port) => port.slice(4));
  const portsLeft = (own: readonly string[], protocol: string): Expected => {
    const known = unordered([...new Set([...own, ...taken(protocol)])], undefined, { matching: "«foreign:port»" });
    return context.rest && context.tasks
      ? at("converges", known)
      : unordered([...own], undefined, { matching: "«foreign:port»" });
  };
  const listed = (values: readonly [Expected, Expected, Expected, Expected]): Expected =>
    unordered(
      [
        { name: "CPU", integerValue: values[0] },
        { name: "MEMORY", integerValue: values[1] },
        ...(ports.length === 0 ? [] : [{ name: "PORTS", stringSetValue: values[2] }]),
      ],
      "name",
      { optional: [{ name: "PORTS_UDP", stringSetValue: values[3] }, ...Array<Expected>(8).fill({ name: filled })] },
    );
  return {
    registeredResources: listed([cpu, memory, unordered(ports), unordered(udpPorts)]),
    remainingResources: listed([
      left(cpu, "cpu"),
      left(memory, "memory"),
      portsLeft(ports, "tcp"),
      portsLeft(udpPorts, "udp"),
    ]),
  };
}

/** Row CI7: tasks with the desired status RUNNING; transient counts are not compared (row CC11). */
function counts({ sure, possible, open }: Usage, context: Context): Record<string, Expected> {
  if (!context.rest || !context.tasks) return { runningTasksCount: within(0, 1e6), pendingTasksCount: within(0, 1e6) };
  const running = within(sure.count, open ? 1e6 : possible.count, "converges");
  return {
    runningTasksCount: at("converges", running),
    pendingTasksCount: open || possible.count > sure.count ? within(0, 1e6) : at("converges", either(0)),
  };
}
