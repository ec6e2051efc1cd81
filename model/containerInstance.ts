import type * as ecs from "@aws-sdk/client-ecs";
import { arn, inCluster } from "./arn.ts";
import { get, values } from "./shelf.ts";
import type { Cluster, Tag } from "./state.ts";
import { type Refused, refuse } from "./step.ts";

/** A machine that tasks are placed on, as its agent registered it (section 8). */
export interface ContainerInstance {
  /** A hole: `«containerInstance:3.0»`. */
  id: string;
  cluster: string;
  status: "ACTIVE" | "DRAINING" | "INACTIVE";
  ec2InstanceId: string | undefined;
  /** What it said it has; undefined where it said nothing. */
  resources: Resources | undefined;
  versionInfo: VersionInfo | undefined;
  /** Those it registered with and those put on it since; ECS adds some of its own, which begin with `ecs.`. */
  attributes: InstanceAttribute[];
  tags: Tag[];
  /** As last seen: a task is not placed where the agent is not connected. */
  agentConnected: boolean | undefined;
  /** How often its agent registered it. */
  registrations: number;
  /** An update of its agent was accepted. */
  updating: boolean;
}

/** CPU units, MiB, and the ports that are taken from the start. */
export interface Resources {
  cpu: number;
  memory: number;
  ports: string[];
  udpPorts: string[];
}

export interface InstanceAttribute {
  name: string;
  value: string | undefined;
  /** PutAttributes made it. */
  put?: boolean;
}

interface VersionInfo {
  agentVersion?: string | undefined;
  agentHash?: string | undefined;
  dockerVersion?: string | undefined;
}

export const containerInstanceArn = ({ cluster, id }: Pick<ContainerInstance, "cluster" | "id">): string =>
  arn("container-instance", `${cluster}/${id}`);

/** The id in its cluster, from an id or ARN (rows A2, G6). */
export const containerInstanceId = (value: string, cluster: string): string | Refused =>
  inCluster(value, "container-instance", cluster);

/** The instance a request names, whatever its status; refused where there never was one (section 8 names no error). */
export function findContainerInstance(cluster: Cluster, value: string): ContainerInstance | Refused {
  const id = containerInstanceId(value, cluster.name);
  if (typeof id !== "string") return id;
  return get(cluster.containerInstances, id) ?? refuse("CI8");
}

/** Those that count as registered: ACTIVE and DRAINING ones (rows CL16, CI2). */
export const registeredIn = (cluster: Cluster): ContainerInstance[] =>
  [...values(cluster.containerInstances)].filter(({ status }) => status !== "INACTIVE");

/** CPU, memory and ports as the API tells them; undefined where it says nothing of the first two. */
export function resourcesIn(given: readonly ecs.Resource[] | undefined): Resources | undefined {
  const of = (wanted: string) => given?.find(({ name }) => name === wanted);
  const cpu = of("CPU")?.integerValue;
  const memory = of("MEMORY")?.integerValue;
  if (cpu === undefined || memory === undefined) return undefined;
  return {
    cpu,
    memory,
    ports: [...(of("PORTS")?.stringSetValue ?? [])],
    udpPorts: [...(of("PORTS_UDP")?.stringSetValue ?? [])],
  };
}
