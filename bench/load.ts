import { randomBytes } from "node:crypto";
import type { Client, JsonObject } from "../clients/client.ts";
import { definitionOf, sleeper } from "../scenarios/kit/definitions.ts";
import { openTarget } from "../targets/open.ts";
import { type Target, TargetError } from "../targets/target.ts";

/** A target for a benchmark: its client, and names of its own. */
export class Bench {
  readonly target: Target;
  readonly client: Client;
  readonly prefix = `bench-${randomBytes(3).toString("hex")}-`;

  /** Opens a target that kecs-fuzz starts itself, or a server on this machine. */
  static async at(name: string): Promise<Bench> {
    const options = { seed: 1, speed: 1000, jitter: false, bug: undefined, targetConfig: undefined };
    return new Bench(await openTarget(name, { ...options, allowRemote: false, reuse: false }));
  }

  private constructor(target: Target) {
    this.target = target;
    this.client = target.client();
  }

  /**
   * Sends a call, and returns the reply and its duration; undefined when it was refused, or the server crashed and
   * recovered.
   */
  async call(operation: string, input: JsonObject): Promise<{ output: JsonObject; milliseconds: number } | undefined> {
    const exchange = await this.client.call(operation, input);
    if (exchange.kind === "unanswered") {
      if (await this.target.alive()) return undefined;
      throw new TargetError(`${this.target.name} went away at ${operation}: ${exchange.detail}`);
    }
    if (exchange.status !== 200) return undefined;
    return { output: exchange.json as JsonObject, milliseconds: exchange.milliseconds };
  }

  /** A definition, its network, and the name with which it was registered. */
  readonly definition = (family: string): JsonObject =>
    definitionOf(`${this.prefix}${family}`, [sleeper()]) as unknown as JsonObject;

  get placed(): JsonObject {
    const { subnets, securityGroups } = this.target.fixtures;
    const awsvpcConfiguration = { subnets: [subnets[0] ?? ""], securityGroups: [securityGroups[0] ?? ""] };
    return { launchType: "FARGATE", networkConfiguration: { awsvpcConfiguration } };
  }

  service(cluster: string, serviceName: string, family: string, desiredCount = 0): JsonObject {
    return { cluster, serviceName, taskDefinition: `${this.prefix}${family}`, desiredCount, ...this.placed };
  }

  async close(): Promise<void> {
    this.client.close();
    await this.target.close();
  }
}
