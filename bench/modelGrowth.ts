import { text } from "../checker/signature.ts";
import type { Client } from "../clients/client.ts";
import type { Plan } from "../commands/language/plan.ts";
import { arn } from "../model/language/arn.ts";
import type { Card } from "../model/language/card.ts";
import { placeholder } from "../model/language/expectation.ts";
import type { JsonObject } from "../model/language/json.ts";
import { empty, type State } from "../model/language/state.ts";
import { outcomes } from "../model/language/step.ts";
import { type Operation, operations } from "../model/registry.ts";
import { Counters } from "../properties/measures/counters.ts";
import { wallClock } from "../properties/run/clock.ts";
import { ReadWriteLock } from "../properties/run/readWriteLock.ts";
import { Run } from "../properties/run/run.ts";
import type { RunContext } from "../properties/run/runContext.ts";
import { openEmbedded } from "../targets/embedded.ts";
import type { Target } from "../targets/target.ts";
import { line, median } from "./measure.ts";

interface Call {
  readonly operation: Operation;
  readonly input: JsonObject;
}

const sizes = [10, 10_000] as const;
const rounds = 12;
const repeats = 100;
/** Services and tasks of a cluster, half of each; for more of them there are more clusters. */
const perCluster = 10;
const abilities = { tasks: true, containers: true };
const prefix = "bench-";

const definition: Call = {
  operation: "RegisterTaskDefinition",
  input: {
    family: `${prefix}f`,
    containerDefinitions: [{ name: "app", image: "nginx", memory: 128 }],
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
  },
};
const placed = {
  launchType: "FARGATE",
  networkConfiguration: { awsvpcConfiguration: { subnets: ["«subnet»"], securityGroups: ["«securityGroup»"] } },
};

/** The calls that create this many running services and tasks. */
function* made(resources: number): Generator<Call> {
  yield definition;
  for (let index = 0; index < resources / perCluster; index++) {
    const cluster = `${prefix}c${index}`;
    yield { operation: "CreateCluster", input: { clusterName: cluster } };
    for (let each = 0; each < perCluster / 2; each++)
      yield { operation: "CreateService", input: service(cluster, `${prefix}s${each}`) };
    yield { operation: "RunTask", input: { cluster, taskDefinition: `${prefix}f`, count: perCluster / 2, ...placed } };
  }
}

const service = (cluster: string, serviceName: string, taskDefinition = `${prefix}f`) => ({
  cluster,
  serviceName,
  taskDefinition,
  desiredCount: 0,
  ...placed,
});

/** The calls that are measured. */
const timed = (task: string): Call[] => {
  const cluster = `${prefix}c0`;
  return [
    { operation: "CreateService", input: service(cluster, `${prefix}new`) },
    { operation: "UpdateService", input: { cluster, service: `${prefix}s1`, desiredCount: 1 } },
    { operation: "DescribeServices", input: { cluster, services: [arn("service", `${cluster}/${prefix}s2`)] } },
    { operation: "RunTask", input: { cluster, taskDefinition: `${prefix}f`, count: 1, ...placed } },
    { operation: "StopTask", input: { cluster, task } },
  ];
};

function step(state: State, { operation, input }: Call, call: string): State {
  const setting = { ...abilities, rest: false, namespace: prefix, call };
  const [first] = outcomes(operations[operation] as Card, state, input, setting);
  if (first?.result.kind !== "accepted") throw new Error(`${operation} is refused: ${first?.result.rule}`);
  return first.state;
}

/** A state with this many resources, and a task in it. */
function stateOf(resources: number): { state: State; task: string } {
  let state = empty;
  let call = 0;
  let task = "";
  for (const each of made(resources)) {
    if (each.operation === "RunTask" && task === "") task = placeholder("task", `${call}.0`);
    state = step(state, each, String(call++));
  }
  return { state, task };
}

/** Microseconds of the model's step of each operation, measured in turns with few and with many resources. */
function stepMicroseconds(): Map<string, { few: number; many: number }> {
  const states = { few: stateOf(sizes[0]), many: stateOf(sizes[1]) };
  const found = new Map<string, { few: number[]; many: number[] }>();
  for (let round = 0; round < rounds; round++)
    for (const size of ["few", "many"] as const) {
      const { state, task } = states[size];
      for (const each of timed(task)) {
        const began = performance.now();
        for (let repeat = 0; repeat < repeats; repeat++) step(state, each, "9");
        const times = found.get(each.operation) ?? { few: [], many: [] };
        found.set(each.operation, times);
        // The first round only warms up.
        if (round > 0) times[size].push(((performance.now() - began) / repeats) * 1000);
      }
    }
  return new Map([...found].map(([operation, { few, many }]) => [operation, { few: median(few), many: median(many) }]));
}

/** Milliseconds of whole commands: the call, its judgement and the looks that follow. */
class Commands {
  readonly #target: Target;
  readonly #client: Client;
  readonly #run: Run;

  private constructor(target: Target) {
    this.#target = target;
    this.#client = target.client();
    this.#run = new Run(plan, prefix, stageAt(target, this.#client));
  }

  /** A simulator, and a model with the same state, with this many resources. */
  static async among(resources: number): Promise<Commands> {
    const commands = new Commands(await openEmbedded({ seed: 1, speed: 1000, jitter: false }));
    const { oracle } = commands.#run;
    let call = 0;
    for (const { operation, input } of made(resources)) {
      const sent = JSON.parse(oracle.literal(JSON.stringify(input)) ?? "");
      const { fault } = oracle.judge(
        operation,
        input,
        `before${call++}`,
        await commands.#client.call(operation, sent),
        false,
        (left) => ({ left }),
      );
      if (fault !== undefined) throw new Error(`${operation}: ${JSON.stringify(fault)}`);
    }
    return commands;
  }

  /** The duration of each command, without the first few. */
  async milliseconds(): Promise<number[]> {
    const times: number[] = [];
    for (const [index, command] of this.#run.plan.entries()) {
      times.push(performance.now());
      await this.#run.play(index, command);
    }
    const [first] = this.#run.divergences;
    if (first !== undefined) throw new Error(text(first.signature));
    return times
      .slice(1)
      .map((time, index) => time - (times[index] ?? time))
      .slice(20);
  }

  async close(): Promise<void> {
    this.#client.close();
    await this.#target.close();
  }
}

/** In a cluster of its own, so that only the resources of other clusters differ. */
const plan: Plan = [
  { operation: "CreateCluster", input: { clusterName: "mine" } },
  ...Array.from({ length: 40 }, (_, index): Plan => {
    const serviceName = `s${index % 8}`;
    return [
      { operation: "CreateService", input: service("mine", serviceName, "f") },
      {
        operation: "UpdateService",
        input: { cluster: "mine", service: serviceName, healthCheckGracePeriodSeconds: 5 },
      },
      { operation: "DescribeServices", input: { cluster: "mine", services: [serviceName] } },
      { operation: "DeleteService", input: { cluster: "mine", service: serviceName } },
    ];
  }).flat(),
];

const stageAt = (target: Target, client: Client): RunContext => ({
  client,
  abilities,
  bound: { "«subnet»": target.fixtures.subnets[0] ?? "", "«securityGroup»": target.fixtures.securityGroups[0] ?? "" },
  lock: new ReadWriteLock(),
  counters: new Counters(),
  untilServerAnswers: async () => false,
  restMilliseconds: 0,
  clock: wallClock,
  eventual: false,
  signal: new AbortController().signal,
});

/** The cost of one more command with few and with many resources. */
export async function measureModelGrowth(): Promise<string[]> {
  const [few, many] = sizes;
  const lines = [`One command among ${few} and among ${many} live services and tasks:`];
  for (const [operation, times] of stepMicroseconds()) {
    lines.push(line(`  model's step of ${operation}`, `${times.few.toFixed(0)} → ${times.many.toFixed(0)} µs`));
    lines.push(ratioLine(times.many / times.few));
  }
  const crowd = await Commands.among(many);
  const first = await Commands.among(few);
  const second = await Commands.among(few);
  try {
    const small = await first.milliseconds();
    const large = median(await crowd.milliseconds());
    small.push(...(await second.milliseconds()));
    lines.push(
      line("  whole commands on embedded, looks and all", `${median(small).toFixed(2)} → ${large.toFixed(2)} ms`),
      ratioLine(large / median(small)),
    );
  } finally {
    for (const commands of [crowd, first, second]) await commands.close();
  }
  return lines;
}

const ratioLine = (ratio: number): string => line("    larger to smaller", ratio.toFixed(2), "1.5 at most");
