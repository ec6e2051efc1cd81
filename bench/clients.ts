/** Calls a second of each client to a trivial local server: `node bench/clients.ts [SECONDS]`. */
import { fork } from "node:child_process";
import http from "node:http";
import * as ecs from "@aws-sdk/client-ecs";
import type { ClientOptions } from "../clients/client.ts";
import { sdkClient } from "../clients/sdk.ts";
import { wireClient } from "../clients/wire.ts";

const tasks = Array.from({ length: 5 }, (_, index) => `arn:aws:ecs:us-east-1:123456789012:task/c/${index}`);
const reply = JSON.stringify({ taskArns: tasks });

if (process.argv[2] === "server") {
  const server = http.createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": reply.length });
      response.end(reply);
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as { port: number }).port));
} else {
  await measure(Number(process.argv[2] ?? 3));
}

async function measure(seconds: number): Promise<void> {
  const server = fork(import.meta.filename, ["server"]);
  const port = await new Promise<number>((resolve) => server.once("message", (message) => resolve(message as number)));
  const options: ClientOptions = {
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "111122223333", secretAccessKey: "secret" },
    timeoutMilliseconds: 10_000,
  };
  const sdk = sdkClient(options);
  const wire = wireClient(options);
  const plain = ecs as unknown as Record<string, new (input: object) => ecs.ListTasksCommand>;
  const ListTasks = plain.ListTasksCommand as new (input: object) => ecs.ListTasksCommand;
  const stock = new ecs.ECSClient(options);
  const agent = new http.Agent({ keepAlive: true });
  const ways: Record<string, () => Promise<unknown>> = {
    "plain node:http": () => bare(agent, port),
    wireClient: () => wire.call("ListTasks", { cluster: "c" }),
    sdkClient: () => sdk.call("ListTasks", { cluster: "c" }),
    "stock ECSClient": () => stock.send(new ListTasks({ cluster: "c" })),
  };
  for (const workers of [1, 8]) {
    for (const [name, call] of Object.entries(ways)) {
      const rate = await callsPerSecond(call, workers, seconds);
      console.log(`${String(workers).padStart(2)} in flight  ${name.padEnd(16)} ${Math.round(rate)} calls/s`);
    }
  }
  sdk.close();
  wire.close();
  stock.destroy();
  agent.destroy();
  server.kill();
}

async function callsPerSecond(call: () => Promise<unknown>, workers: number, seconds: number): Promise<number> {
  for (let i = 0; i < 500; i++) await call();
  const began = performance.now();
  let calls = 0;
  const work = async () => {
    for (; performance.now() - began < seconds * 1000; calls++) await call();
  };
  await Promise.all(Array.from({ length: workers }, work));
  return (calls * 1000) / (performance.now() - began);
}

function bare(agent: http.Agent, port: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, port, host: "127.0.0.1", method: "POST" }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve(JSON.parse(text)));
    });
    request.on("error", reject);
    request.end('{"cluster":"c"}');
  });
}
