import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { findExecutable } from "../../clients/program.ts";
import { freePort } from "../../targets/emulator.ts";
import { answersWithin } from "../../targets/http.ts";
import { type OpenOptions, openTarget } from "../../targets/open.ts";
import type { Target } from "../../targets/target.ts";
import { advance } from "../../targets/virtualTime.ts";
import { jsonServer } from "./json-server.ts";

const options: OpenOptions = { seed: 1, speed: 1000, jitter: false, allowRemote: false };

afterEach(() => {
  vi.unstubAllEnvs();
});

async function open(spec: string, more: Partial<OpenOptions> = {}): Promise<Target> {
  const target = await openTarget(spec, { ...options, ...more });
  onTestFinished(() => target.close());
  return target;
}

/** One line: what a user gets on stderr. */
async function failure(spec: string, more: Partial<OpenOptions> = {}): Promise<Error> {
  const error = await openTarget(spec, { ...options, ...more }).then(
    () => expect.unreachable("the target opened"),
    (reason: Error) => reason,
  );
  expect(error.message).not.toContain("\n");
  return error;
}

describe("a usage error", () => {
  test.each([
    ["fluffy", "unknown target"],
    ["localhost:5373", "unknown target"],
    ["ftp://127.0.0.1/", "unknown target"],
    ["http://ecs.us-east-1.amazonaws.com", "--allow-remote"],
    ["http://127.0.0.1.example.com:5373", "--allow-remote"],
    ["http://localhost.example.com", "--allow-remote"],
    ["http://localhost@example.com", "--allow-remote"],
    ["http://10.0.0.1:5373", "--allow-remote"],
  ])("%s", async (spec, words) => {
    expect(await failure(spec)).toMatchObject({ name: "UsageError", message: expect.stringContaining(words) });
  });

  test("--bug on a server other than the simulator", async () => {
    expect(await failure("moto", { bug: "any" })).toMatchObject({ name: "UsageError" });
  });

  test("a bug that does not exist", async () => {
    const error = await failure("embedded", { bug: "no-such-bug" });
    expect(error).toMatchObject({ name: "UsageError", message: expect.stringContaining("no-such-bug") });
  });

  test.each([
    ["no JSON", "{", "JSON"],
    ["an unknown member", '{"capabilitys":[]}', "capabilitys"],
    ["an unknown capability", '{"capabilities":["fly"]}', "capabilities.0"],
    ["a wrong type", '{"restSeconds":"5"}', "restSeconds"],
  ])("--target-config with %s", async (_what, text, words) => {
    const error = await failure("http://127.0.0.1:1", { targetConfig: file(text) });
    expect(error).toMatchObject({ name: "UsageError", message: expect.stringContaining(words) });
  });

  test("--target-config with a file that does not exist", async () => {
    const error = await failure("http://127.0.0.1:1", { targetConfig: "/no/such/file" });
    expect(error).toMatchObject({ name: "UsageError", message: expect.stringContaining("/no/such/file") });
  });
});

describe("an unavailable server", () => {
  test("nothing listens", { timeout: 10_000 }, async () => {
    const error = await failure(`http://127.0.0.1:${await freePort()}`);
    expect(error).toMatchObject({ name: "TargetError", message: expect.stringContaining("ECONNREFUSED") });
  });

  test("a website", async () => {
    const url = await jsonServer(() => ({ status: 200, type: "text/html", body: "<!doctype html>\n<h1>Hello</h1>" }));
    const error = await failure(url);
    expect(error).toMatchObject({ name: "TargetError", message: expect.stringContaining("does not implement ECS") });
  });

  test("another JSON service", async () => {
    const url = await jsonServer(() => ({ status: 404, type: "application/json", body: '{"error":"not found"}' }));
    expect(await failure(url)).toMatchObject({ name: "TargetError" });
  });

  test.each(["moto", "ministack"])("%s that is not installed", async (name) => {
    vi.stubEnv("PATH", "/nowhere");
    vi.stubEnv("KECS_FUZZ_VENV", undefined);
    vi.stubEnv("VIRTUAL_ENV", undefined);
    const error = await failure(name);
    expect(error).toMatchObject({ name: "TargetError", message: expect.stringContaining("pip install") });
  });

  test("an emulator that ends during start-up", async () => {
    const venv = folder();
    vi.stubEnv("KECS_FUZZ_VENV", venv.path);
    venv.script("bin/moto_server", "#!/bin/sh\necho 'No module named moto' >&2\nexit 1\n");
    const error = await failure("moto");
    expect(error).toMatchObject({ name: "TargetError", message: expect.stringContaining("No module named moto") });
  });

  test("KECS without a URL", async () => {
    vi.stubEnv("KECS_ENDPOINT", undefined);
    const error = await failure("kecs");
    expect(error).toMatchObject({ name: "TargetError", message: expect.stringContaining("KECS_ENDPOINT") });
  });
});

describe("a URL", () => {
  const ecs = (answers: Record<string, { status?: number; body: string }>) =>
    jsonServer((operation) => ({ status: 200, type: "application/x-amz-json-1.1", body: "{}", ...answers[operation] }));

  test("states its assumptions about a server that does not describe itself", async () => {
    const target = await open(await ecs({}));
    expect(target.capabilities.size).toBe(0);
    expect(target.restSeconds).toBe(20);
    expect(target.assumptions).toHaveLength(3);
    expect(target.reset).toBeUndefined();
    expect(await target.alive()).toBe(true);
  });

  test("uses what --target-config declares", async () => {
    const fixtures = { subnets: ["subnet-1"], securityGroups: ["sg-1"] };
    const config = file(JSON.stringify({ capabilities: ["tasks"], fixtures, restSeconds: 3 }));
    const target = await open(await ecs({}), { targetConfig: config });
    expect(target).toMatchObject({ fixtures, restSeconds: 3, assumptions: [] });
    expect([...target.capabilities]).toEqual(["tasks"]);
  });

  test.each([
    ["refuses", { ListClusters: { status: 500, body: '{"__type":"ServerException"}' } }],
    ["lists clusters as garbage", { ListClusters: { status: 500, body: "<html>" } }],
  ])("is an ECS even if it %s", async (_how, answers) => {
    await open(await ecs(answers));
  });

  test("is not probed when it described itself", async () => {
    const description = { capabilities: ["tasks", "levitation"], speed: 10 };
    const url = await jsonServer((operation) =>
      operation === "GET /_kecs-fuzz/target"
        ? { status: 200, type: "application/json", body: JSON.stringify(description) }
        : { status: 500, type: "text/html", body: "<html>" },
    );
    const target = await open(url);
    expect([...target.capabilities]).toEqual(["tasks"]);
    expect(target.restSeconds).toBe(104);
  });

  test("that is a simulator checks the same as the simulator by name", async () => {
    const embedded = await open("embedded");
    const { capabilities, fixtures, restSeconds, assumptions } = await open(embedded.url);
    expect({ capabilities, fixtures, restSeconds, assumptions }).toEqual({
      capabilities: embedded.capabilities,
      fixtures: embedded.fixtures,
      restSeconds: embedded.restSeconds,
      assumptions: [],
    });
  });

  test("that is restarted is alive again", { timeout: 10_000 }, async () => {
    const port = await freePort();
    const alive = answersWithin(`http://127.0.0.1:${port}`, 3000);
    await sleep(200);
    await jsonServer(() => ({ status: 200, type: "text/plain", body: "" }), port);
    expect(await alive).toBe(true);
  });
});

describe("the simulator", () => {
  test("starts, answers, is reset, advances and ends", async () => {
    const target = await openTarget("embedded", { ...options, speed: "manual" });
    const client = target.client();
    expect(await client.call("CreateCluster", { clusterName: "c" })).toMatchObject({ status: 200 });
    await target.reset?.();
    expect(await client.call("ListClusters", {})).toMatchObject({ json: { clusterArns: [] } });
    await advance(target.url, 5);
    await expect(advance(target.url, -1)).rejects.toThrow("could not be moved");
    client.close();
    await target.close();
    expect(await target.alive()).toBe(false);
  });

  test("ends with a parent that is killed", { timeout: 20_000 }, async () => {
    const { url, kill } = await openedElsewhere("embedded");
    expect(await answersWithin(url, 0)).toBe(true);
    kill();
    await vi.waitUntil(async () => !(await answersWithin(url, 0)), { timeout: 5000, interval: 50 });
  });
});

describe.each([
  ["moto", "moto_server"],
  ["ministack", "ministack"],
])("%s", (name, executable) => {
  const installed = findExecutable(executable) !== undefined;

  test.skipIf(!installed)("starts, runs a task, is reset and ends", { timeout: 60_000 }, async () => {
    const target = await open(name);
    const client = target.client();
    const runTask = async () => {
      await client.call("CreateCluster", { clusterName: "c" });
      const container = { name: "a", image: "busybox", memory: 128 };
      const size = { cpu: "256", memory: "512", networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"] };
      await client.call("RegisterTaskDefinition", { family: "f", ...size, containerDefinitions: [container] });
      const { subnets, securityGroups } = target.fixtures;
      const awsvpcConfiguration = { subnets: [...subnets], securityGroups: [...securityGroups] };
      const networkConfiguration = { awsvpcConfiguration };
      return client.call("RunTask", { cluster: "c", taskDefinition: "f", launchType: "FARGATE", networkConfiguration });
    };
    expect(await runTask()).toMatchObject({ status: 200 });
    await target.reset?.();
    expect(await client.call("ListClusters", {})).toMatchObject({ json: { clusterArns: [] } });
    expect(await runTask()).toMatchObject({ status: 200 });
    expect(await target.alive()).toBe(true);
    client.close();
    await target.close();
    expect(await target.alive()).toBe(false);
  });

  test.skipIf(!installed)("ends with a parent that is killed outright", { timeout: 60_000 }, async () => {
    const { url, kill } = await openedElsewhere(name);
    expect(await answersWithin(url, 5000)).toBe(true);
    kill();
    await vi.waitUntil(async () => !(await answersWithin(url, 0)), { timeout: 10_000, interval: 50 });
  });
});

const kecs = process.env.KECS_ENDPOINT;
test.skipIf(!kecs)("KECS under a restart loop stays alive", { timeout: 30_000 }, async () => {
  const target = await open("kecs");
  expect(await target.alive()).toBe(true);
  expect([...target.capabilities]).toEqual(["tasks"]);
});

/** Opens the target in another process, which can then be killed without a chance to clean up. */
async function openedElsewhere(name: string): Promise<{ url: string; kill(): void }> {
  const script = `
    import { openTarget } from ${JSON.stringify(join(import.meta.dirname, "../../targets/open.ts"))};
    const target = await openTarget(${JSON.stringify(name)}, ${JSON.stringify(options)});
    console.log(target.url);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const url = await new Promise<string>((resolve) =>
    parent.stdout.once("data", (line: Buffer) => resolve(line.toString().trim())),
  );
  return { url, kill: () => void parent.kill("SIGKILL") };
}

function folder() {
  const path = mkdtempSync(join(tmpdir(), "kecs-fuzz-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return {
    path,
    script(name: string, text: string) {
      mkdirSync(join(path, name, ".."), { recursive: true });
      writeFileSync(join(path, name), text, { mode: 0o755 });
    },
  };
}

function file(text: string): string {
  const path = join(folder().path, "target.json");
  writeFileSync(path, text);
  return path;
}
