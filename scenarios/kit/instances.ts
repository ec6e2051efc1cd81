import type {
  Attribute,
  ContainerDefinition,
  CreateServiceRequest,
  RegisterTaskDefinitionRequest,
} from "@aws-sdk/client-ecs";
import type { ScenarioContext } from "./context.ts";
import { ScenarioFailure } from "./waiting.ts";

/** The resources of a machine. */
export interface Machine {
  readonly cpu: number;
  readonly memory: number;
  readonly attributes?: Attribute[];
}

/** Registers a machine in the scenario's cluster, as its agent would; returns the container instance's ARN. */
export async function registerInstance(
  context: ScenarioContext,
  { cpu, memory, attributes }: Machine,
): Promise<string> {
  const { cluster, ecs, target } = context;
  const { containerInstanceArns = [] } = await ecs.call("ListContainerInstances", { cluster });
  const known = containerInstanceArns.length;
  const instanceId = target.fixtures.instances?.[known] ?? `i-${String(known).padStart(17, "0")}`;
  const { containerInstance } = await ecs.call("RegisterContainerInstance", {
    cluster,
    instanceIdentityDocument: JSON.stringify({ version: "2017-09-30", instanceId }),
    instanceIdentityDocumentSignature: "c2lnbmF0dXJl",
    totalResources: [
      { name: "CPU", type: "INTEGER", integerValue: cpu },
      { name: "MEMORY", type: "INTEGER", integerValue: memory },
      { name: "PORTS", type: "STRINGSET", stringSetValue: [] },
      { name: "PORTS_UDP", type: "STRINGSET", stringSetValue: [] },
    ],
    ...(attributes === undefined ? {} : { attributes }),
  });
  if (containerInstance?.containerInstanceArn === undefined)
    throw new ScenarioFailure("RegisterContainerInstance returned no container instance");
  return containerInstance.containerInstanceArn;
}

/** Registers a revision for container instances in this scenario's family `word`; returns `family:revision`. */
export async function defineForInstances(
  context: ScenarioContext,
  word: string,
  container: ContainerDefinition,
  more: Partial<RegisterTaskDefinitionRequest> = {},
): Promise<string> {
  const { family, revision } = await context.ecs.registerTaskDefinition({
    family: context.unique(word),
    requiresCompatibilities: ["EC2"],
    networkMode: "bridge",
    containerDefinitions: [{ cpu: 256, memory: 256, ...container }],
    ...more,
  });
  return `${family}:${revision}`;
}

/** Starts tasks on the container instances of the scenario's cluster; returns the reply with its failures. */
export const runOnInstances = ({ cluster, ecs }: ScenarioContext, taskDefinition: string, count = 1) =>
  ecs.runTask({ cluster, taskDefinition, launchType: "EC2", count });

/** Creates a service whose tasks are placed on the container instances of the scenario's cluster; returns its name. */
export async function serveOnInstances(
  context: ScenarioContext,
  taskDefinition: string,
  desiredCount: number,
  more: Partial<CreateServiceRequest> = {},
): Promise<string> {
  const { cluster, ecs } = context;
  const serviceName = context.unique("web");
  await ecs.createService({ cluster, serviceName, taskDefinition, desiredCount, launchType: "EC2", ...more });
  await context.tasks.watchService(cluster, serviceName);
  return serviceName;
}
