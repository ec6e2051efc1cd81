import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { startSimulator } from "../../../targets/embedded/server.ts";
import { start } from "./simulatorClient.ts";

test("errors and answers look as those of AWS JSON 1.1 (P1, P2)", async () => {
  const client = await start();
  const accepted = await client.send("CreateCluster", {});
  expect(accepted.headers.get("content-type")).toBe("application/x-amz-json-1.1");
  expect(accepted.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  const refused = await client.send("DeleteCluster", { cluster: "nowhere" });
  expect(refused.status).toBe(400);
  expect(refused.body).toEqual({ __type: "ClusterNotFoundException", message: "Cluster not found." });
  expect(refused.headers.get("x-amzn-requestid")).toBeTruthy();
});

test.for([
  ["CreateCluster", "{", "SerializationException"],
  ["CreateCluster", "[]", "SerializationException"],
  ["CreateCluster", { clusterName: 5 }, "SerializationException"],
  ["CreateCluster", { tags: [{ key: {} }] }, "SerializationException"],
  ["CreateService", { desiredCount: 1.5 }, "SerializationException"],
  ["Frobnicate", {}, "UnknownOperationException"],
  ["__proto__", {}, "UnknownOperationException"],
] as const)("%s with %j is %s", async ([operation, input, type]) => {
  const { status, body } = await (await start()).send(operation, input);
  expect([status, body.__type]).toEqual([400, type]);
});

test("unknown members are ignored and null is absent (P9)", async () => {
  const client = await start();
  const { cluster } = await client.call("CreateCluster", { clusterName: "c", frob: 1, tags: null });
  expect(cluster).toMatchObject({ clusterName: "c", status: "ACTIVE", tags: [] });
});

test("other methods and paths are no operations", async () => {
  const { url } = await start();
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${url}/x`, { method: "POST" })).status).toBe(404);
  expect((await fetch(url, { method: "POST" })).status).toBe(400);
});

test("a tester can ask what the simulator is, move its time and make it forget", async () => {
  const client = await start();
  const control = async (method: string, path: string, body?: string) => {
    const response = await fetch(`${client.url}/_kecs-fuzz/${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, body: await response.json() };
  };
  expect((await control("GET", "target")).body).toMatchObject({ target: "embedded", speed: "manual" });
  const before = (await control("POST", "advance", '{"seconds":0}')).body.now;
  expect((await control("POST", "advance", '{"seconds":5}')).body.now - before).toBeCloseTo(5);
  expect((await control("POST", "advance", '{"seconds":-5}')).status).toBe(400);
  await client.call("CreateCluster");
  await control("POST", "reset");
  expect(await client.call("ListClusters")).toEqual({ clusterArns: [] });
});

test("a body that is nested too deep or too large is refused, and texts have no depth", async () => {
  const client = await start();
  const deep = `{"nothing":${"[".repeat(200)}${"]".repeat(200)}}`;
  expect(await client.send("ListClusters", deep)).toMatchObject({ status: 400, body: { __type: serialization } });
  const large = JSON.stringify({ nothing: "x".repeat(1_100_000) });
  expect(await client.send("ListClusters", large)).toMatchObject({ status: 413, body: { __type: serialization } });
  const text = JSON.stringify({ nothing: `\\"${"[".repeat(200)}` });
  expect(await client.send("ListClusters", text)).toMatchObject({ status: 200 });
});

const serialization = "SerializationException";

test("a port that is taken is refused", async () => {
  const { url } = await start();
  await expect(startSimulator({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("a crash loses the state and the connection, and the server comes back on its port", async () => {
  const client = await start({ bug: "crash-on-empty-tag-value" });
  const { cluster } = await client.call("CreateCluster");
  const tags = [{ key: "k", value: "" }];
  await expect(client.send("TagResource", { resourceArn: cluster.clusterArn, tags })).rejects.toThrow();
  await expect(client.send("ListClusters", {})).rejects.toThrow();
  await expect
    .poll(() => client.call("ListClusters").catch(() => "down"), { timeout: 2000 })
    .toEqual({ clusterArns: [] });
});

test("the child process says where it is and ends when its parent lets go", async () => {
  const child = spawn(process.execPath, ["targets/embedded/child.ts", '{"speed":"manual","bug":null}'], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  expect((await fetch(`${String(line).trim()}/_kecs-fuzz/target`)).status).toBe(200);
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});
