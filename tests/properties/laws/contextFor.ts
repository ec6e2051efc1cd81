import { onTestFinished } from "vitest";
import type { Client } from "../../../clients/client.ts";
import { wireClient } from "../../../clients/wire.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { playLaws } from "../../../properties/laws/playLaws.ts";
import { Counters, type LawCount } from "../../../properties/measures/counters.ts";
import { wallClock } from "../../../properties/run/clock.ts";
import { ReadWriteLock } from "../../../properties/run/readWriteLock.ts";
import type { RunReport } from "../../../properties/run/sequential.ts";
import { type SimulatorOptions, startSimulator } from "../../../targets/embedded/server.ts";

/** A client of a simulator that ends with the test. */
export async function simulatorClient(options: SimulatorOptions = {}): Promise<Client> {
  const server = await startSimulator(options);
  const client = wireClient({
    endpoint: server.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    timeoutMilliseconds: 2000,
  });
  onTestFinished(async () => {
    client.close();
    await server.close();
  });
  return client;
}

let played = 0;

/** Plays a run of laws after a set-up. */
export async function hold(
  names: readonly string[],
  plan: Plan,
  client: Client,
  tasks = true,
): Promise<RunReport & { laws: ReadonlyMap<string, LawCount> }> {
  const counters = new Counters();
  const report = await playLaws(names)(plan, `t${played++}-`, {
    client,
    abilities: { tasks, containers: tasks },
    bound: { "«subnet»": "subnet-0a1b2c3d", "«securityGroup»": "sg-0a1b2c3d" },
    lock: new ReadWriteLock(),
    counters,
    untilServerAnswers: async () => true,
    restMilliseconds: 3000,
    clock: wallClock,
    eventual: false,
    signal: new AbortController().signal,
  });
  return { ...report, laws: counters.laws };
}
