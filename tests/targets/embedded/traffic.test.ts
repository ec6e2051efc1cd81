import { expect, test } from "vitest";
import { onFargate, register, type SimulatorClient, start } from "./simulatorClient.ts";

const port = 8080;
const serving = { name: "web", image: "nginx", portMappings: [{ containerPort: port }] };
const idle = { ...serving, image: "busybox", command: ["sleep", "infinity"] };

async function run(client: SimulatorClient, container: object): Promise<{ arn: string; url: string }> {
  await register(client, "f", [container]);
  const { tasks } = await client.call("RunTask", { cluster: "c", taskDefinition: "f", ...onFargate });
  await client.advance(10);
  const { taskArn, containers, lastStatus } = await client.task(tasks[0].taskArn);
  expect(lastStatus).toBe("RUNNING");
  return { arn: taskArn, url: `http://${containers[0].networkInterfaces[0].privateIpv4Address}:${port}/` };
}

const answer = async (url: string): Promise<string> => {
  const response = await fetch(url, { headers: { connection: "close" } });
  return `${response.status} ${await response.text()}`;
};

async function startServing(traffic: boolean): Promise<SimulatorClient> {
  const client = await start({ traffic });
  await client.call("CreateCluster", { clusterName: "c" });
  return client;
}

test("a task that serves answers at its address until its containers end", async () => {
  const client = await startServing(true);
  const [first, second] = [await run(client, serving), await run(client, serving)];
  expect(first.url).toMatch(/^http:\/\/127\./);
  expect(await answer(first.url)).toBe("200 f:1\n");
  expect(await answer(second.url)).toBe("200 f:2\n");
  await client.call("StopTask", { cluster: "c", task: first.arn });
  expect(await answer(first.url)).toBe("200 f:1\n");
  await client.advance(10);
  await expect(answer(first.url)).rejects.toThrow();
  expect(await answer(second.url)).toBe("200 f:2\n");
  await client.control("reset", {});
  await expect(answer(second.url)).rejects.toThrow();
});

test("a task whose program serves nothing does not answer", async () => {
  const { url } = await run(await startServing(true), idle);
  await expect(answer(url)).rejects.toThrow();
});

test("only a simulator that was asked to lets tasks serve, and says so", async () => {
  for (const traffic of [true, false]) {
    const client = await startServing(traffic);
    const described = (await (await fetch(`${client.url}/_kecs-fuzz/target`)).json()) as { capabilities: string[] };
    expect(described.capabilities.includes("traffic")).toBe(traffic);
    if (!traffic) expect((await run(client, serving)).url).toMatch(/^http:\/\/10\./);
  }
});
