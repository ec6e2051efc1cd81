import { onTestFinished } from "vitest";
import type { Client } from "../../clients/client.ts";
import { wireClient } from "../../clients/wire.ts";
import { Counters } from "../../properties/measures/counters.ts";
import { wallClock } from "../../properties/run/clock.ts";
import { ReadWriteLock } from "../../properties/run/readWriteLock.ts";
import { type SimulatorOptions, startSimulator } from "../../targets/embedded/server.ts";

/** Clients of one simulator, which ends with the test. */
export async function simulatorClients(count: number, options: SimulatorOptions = {}): Promise<Client[]> {
  const server = await startSimulator(options);
  const clients = Array.from({ length: count }, () =>
    wireClient({
      endpoint: server.url,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      timeoutMilliseconds: 2000,
    }),
  );
  onTestFinished(async () => {
    for (const client of clients) client.close();
    await server.close();
  });
  return clients;
}

export async function simulatorClient(options: SimulatorOptions = {}): Promise<Client> {
  return (await simulatorClients(1, options))[0] as Client;
}

/** The surroundings of a run on a target with tasks and containers. */
export const runContext = (client: Client) => ({
  client,
  abilities: { tasks: true, containers: true },
  bound: { "«subnet»": "subnet-0a1b2c3d", "«securityGroup»": "sg-0a1b2c3d" },
  lock: new ReadWriteLock(),
  counters: new Counters(),
  untilServerAnswers: async () => true,
  restMilliseconds: 3000,
  clock: wallClock,
  eventual: false,
  signal: new AbortController().signal,
});
