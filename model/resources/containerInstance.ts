import type * as ecs from "@aws-sdk/client-ecs";
import { arn, inCluster, missingArn } from "../language/arn.ts";
import type { Expected } from "../language/expectation.ts";
import { get, values } from "../language/persistentMap.ts";
import type { Cluster, ContainerInstance, Resources } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";

export const containerInstanceArn = ({ cluster, id }: Pick<ContainerInstance, "cluster" | "id">): string =>
  arn("container-instance", `${cluster}/${id}`);

/** The id in its cluster, from an id or ARN (rows A2, G6). */
export const containerInstanceId = (value: string, cluster: string, context: Context) =>
  inCluster(value, "container-instance", cluster, context);

/** The instance that a request names, with any status; refused when it never existed (section 8 names no error). */
export function findContainerInstance(cluster: Cluster, value: string, context: Context) {
  const id = containerInstanceId(value, cluster.name, context);
  if (typeof id !== "string") return id;
  return get(cluster.containerInstances, id) ?? refuse("CI8");
}

/** The instances that count as registered: ACTIVE and DRAINING ones (rows CL16, CI2). */
export const registeredIn = (cluster: Cluster): ContainerInstance[] =>
  [...values(cluster.containerInstances)].filter(({ status }) => status !== "INACTIVE");

/** CPU, memory and ports as the API returns them; undefined when it returns neither CPU nor memory. */
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

/** The failure for an instance that does not exist, or counts as such (row CI5). */
export const missingInstance = (cluster: string, id: string, reason: Expected = "MISSING"): Expected => ({
  arn: missingArn("container-instance", cluster, id, id),
  reason,
});
