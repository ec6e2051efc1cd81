import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import type { Difference } from "../../checker/difference.ts";
import { mapLeaves, type PlanInput, resolve } from "../../commands/language/reference.ts";
import { type Expected, unordered } from "../../model/language/expectation.ts";
import type { Json, JsonObject } from "../../model/language/json.ts";
import { operations } from "../../targets/embedded/operations/registry.ts";
import { type Simulator, startSimulator } from "../../targets/embedded/server.ts";
import type { Example } from "./example.ts";
import { place, placed, stated } from "./stated.ts";
import { inWords, type Judge } from "./verdict.ts";

/** What a target must supply; the simulator has no such resources, so any name will do. */
const supplies: Readonly<Record<string, string>> = {
  "«subnet»": "subnet-0a1b2c3d",
  "«securityGroup»": "sg-0a1b2c3d",
};

/** An instance with enough resources for the tasks of the examples. */
const registration = {
  totalResources: [
    { name: "CPU", type: "INTEGER", integerValue: 4096 },
    { name: "MEMORY", type: "INTEGER", integerValue: 8192 },
  ],
  versionInfo: { agentVersion: "1.0.0", agentHash: "4023248", dockerVersion: "DockerVersion: 1.5.0" },
};

/** A simulator that plays examples, each on a server without the resources of the others. */
export class SimulatorOfExamples implements Judge {
  readonly has = ["tasks", "containerInstances", "autoScalingGroups", "iamPrincipals"];
  readonly #simulator: Simulator;

  private constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  static async start(): Promise<SimulatorOfExamples> {
    return new SimulatorOfExamples(await startSimulator({ speed: "manual", ...place }));
  }

  close(): Promise<void> {
    return this.#simulator.close();
  }

  knows(operation: string): boolean {
    return operation in operations;
  }

  async play(operation: string, example: Example): Promise<readonly string[]> {
    await this.#control("reset", {});
    const answers: JsonObject[] = [];
    const supplied = new Map(Object.entries(supplies));
    for (const { operation, input, until = {} } of example.setup) {
      const answer = await this.#comeTrue(operation, resolved(input, answers, supplied), until);
      if (typeof answer === "string") return [`set-up: ${answer}`];
      answers.push(answer);
      if (operation !== "CreateCluster" || !example.needs?.includes("containerInstances")) continue;
      const instance = await this.#registerInstances(at(answer, "cluster.clusterName") as string);
      if (instance !== undefined) supplied.set("«containerInstance»", instance);
    }
    const answer = await this.#call(operation, resolved(example.input, answers, supplied));
    if (typeof answer === "string") return [answer];
    return compare(expectedOf(operation, stated(example)), answer, new Bindings(kinds))
      .filter((difference) => isJudged(difference, example))
      .map(inWords);
  }

  /** Repeats the call, ten seconds of virtual time apart, until its reply has the values. */
  async #comeTrue(
    operation: string,
    input: JsonObject,
    until: Readonly<Record<string, Json>>,
  ): Promise<JsonObject | string> {
    for (let look = 0; look < mostLooks; look++) {
      const answer = await this.#call(operation, input);
      if (typeof answer === "string") return answer;
      if (Object.entries(until).every(([path, value]) => at(answer, path) === value)) return answer;
      await this.#control("advance", { seconds: 10 });
    }
    return `${operation}: ${JSON.stringify(until)} did not come true`;
  }

  /** Registers two, as AWS lists two; returns the ARN of the first. */
  async #registerInstances(cluster: string): Promise<string | undefined> {
    const arns = [];
    for (let count = 0; count < 2; count++) {
      const answer = await this.#call("RegisterContainerInstance", { cluster, ...registration });
      if (typeof answer !== "string") arns.push(at(answer, "containerInstance.containerInstanceArn"));
    }
    return arns[0] as string | undefined;
  }

  /** The reply, or the refusal as text. */
  async #call(operation: string, input: JsonObject): Promise<JsonObject | string> {
    const response = await fetch(this.#simulator.url, {
      method: "POST",
      headers: {
        "X-Amz-Target": `AmazonEC2ContainerServiceV20141113.${operation}`,
        "Content-Type": "application/x-amz-json-1.1",
      },
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as JsonObject;
    return response.status === 200 ? body : `${operation} is refused: ${body.__type}: ${body.message}`;
  }

  async #control(what: string, input: JsonObject): Promise<void> {
    await fetch(`${this.#simulator.url}/_kecs-fuzz/${what}`, { method: "POST", body: JSON.stringify(input) });
  }
}

const mostLooks = 30;

/**
 * Ids are hexadecimal. Those of deployments are numbers, those of service deployments base64url, and those of
 * namespaces have a prefix.
 */
const kinds = {
  id: {
    pattern: "[0-9a-f-]{32,36}|\\d{19}|[\\w-]{22}|ns-[0-9a-z-]+|ecs-execute-command-[0-9a-z]+|wss://\\S+",
    unique: false,
  },
};

/** Lists may contain more items where the example permits it. */
const isJudged = ({ path, expectedKind }: Difference, { contains = [] }: Example): boolean =>
  !(expectedKind === "nothing" && contains.some((list) => path === `${list}[]`));

function resolved(input: PlanInput, answers: readonly JsonObject[], supplied: ReadonlyMap<string, string>): JsonObject {
  const whole = resolve(input, (step, path) => {
    const value = at(answers[step] ?? {}, path);
    return typeof value === "string" || typeof value === "number" ? value : undefined;
  });
  if (whole === undefined) throw new Error("a reference of the example leads nowhere");
  return mapLeaves(whole as PlanInput, (leaf) =>
    typeof leaf === "string" ? (supplied.get(leaf) ?? placed(leaf)) : leaf,
  ) as JsonObject;
}

/** The value at a path such as `tasks[0].lastStatus` or `taskArns.length`. */
function at(json: Json, path: string): Json | undefined {
  let value: Json | undefined = json;
  for (const step of path.split(/[.[\]]+/).filter((step) => step !== "")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}

/** Only ListTaskDefinitions guarantees an order; every id may be a different one. */
function expectedOf(operation: string, output: Json): Expected {
  let ids = 0;
  return expected(output);
  function expected(json: Json): Expected {
    if (typeof json === "string") return placed(json).replaceAll("«id»", () => `«id:${ids++}»`);
    if (Array.isArray(json)) {
      const items = json.map(expected);
      return operation === "ListTaskDefinitions" ? items : unordered(items);
    }
    if (typeof json !== "object" || json === null) return json;
    return Object.fromEntries(Object.entries(json).map(([member, value]) => [member, expected(value)]));
  }
}
