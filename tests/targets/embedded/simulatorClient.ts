import { afterEach } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../targets/embedded/server.ts";

/** A reply of any operation, as tests read it. */
// biome-ignore lint/suspicious/noExplicitAny: tests read members of answers without declaring their shapes
export type Answer = any;

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** Calls one simulator whose clock is stopped until `advance` is called. */
export class SimulatorClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Sends a request that must be accepted. */
  async call(operation: string, input: object = {}): Promise<Answer> {
    const { status, body } = await this.send(operation, input);
    if (status !== 200) throw new Error(`${operation} was refused: ${JSON.stringify(body)}`);
    return body;
  }

  /** Sends a request that must be refused; answers the type of the error. */
  async refusal(operation: string, input: object = {}): Promise<string> {
    const { status, body } = await this.send(operation, input);
    if (status === 200) throw new Error(`${operation} was accepted: ${JSON.stringify(body)}`);
    return body.__type;
  }

  async send(operation: string, input: unknown): Promise<{ status: number; body: Answer; headers: Headers }> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: {
        "X-Amz-Target": `AmazonEC2ContainerServiceV20141113.${operation}`,
        "Content-Type": "application/x-amz-json-1.1",
      },
      body: typeof input === "string" ? input : JSON.stringify(input),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  }

  async advance(seconds: number): Promise<void> {
    await this.control("advance", { seconds });
  }

  /** Asks something of the simulator that is no part of ECS; answers the status. */
  async control(what: string, input: object): Promise<number> {
    const response = await fetch(`${this.url}/_kecs-fuzz/${what}`, { method: "POST", body: JSON.stringify(input) });
    await response.arrayBuffer();
    return response.status;
  }

  async service(name: string, cluster = "c"): Promise<Answer> {
    return (await this.call("DescribeServices", { cluster, services: [name] })).services[0];
  }

  async task(arn: string, cluster = "c"): Promise<Answer> {
    return (await this.call("DescribeTasks", { cluster, tasks: [arn] })).tasks[0];
  }
}

export async function start(options: SimulatorOptions = {}): Promise<SimulatorClient> {
  const simulator = await startSimulator({ speed: "manual", ...options });
  running.push(simulator);
  return new SimulatorClient(simulator.url);
}

/** A simulator with the cluster `c` and revisions of `f` with these containers, one after the other. */
export async function startWith(revisions: object[][], options: SimulatorOptions = {}): Promise<SimulatorClient> {
  const client = await start(options);
  await client.call("CreateCluster", { clusterName: "c" });
  for (const containerDefinitions of revisions) await register(client, "f", containerDefinitions);
  return client;
}

export function register(client: SimulatorClient, family: string, containerDefinitions: object[]): Promise<Answer> {
  return client.call("RegisterTaskDefinition", {
    family,
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "512",
    containerDefinitions,
  });
}

export const web = [{ name: "web", image: "nginx" }];
export const onFargate = {
  launchType: "FARGATE",
  networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-0a1b2c3d"] } },
};
